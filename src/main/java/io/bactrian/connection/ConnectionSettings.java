package io.bactrian.connection;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads the connections from {@code connection.<name>.<what>}. A connection without credentials is not there: the
 * built-in one stays silent for a company that declares its own.
 */
public final class ConnectionSettings {
    private static final String PREFIX = "connection.";
    private static final String UNLIMITED = "unlimited";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final String BASE_URL = "-base-url";
    private static final Pattern AES_KEY = Pattern.compile("[A-Za-z0-9]{43}");
    private static final String AES_KEY_EXAMPLE = "the AES key of the callback, 43 letters and digits";
    private static final String DEFAULT_NAME = "dingtalk";

    private final Settings settings;

    public ConnectionSettings(Settings settings) {
        this.settings = settings;
    }

    /** All connections that {@code keys} (every known property name) declare. */
    public Connections read(Set<String> keys) {
        List<Connection> connections = new ArrayList<>();
        for (String name : names(keys)) {
            if (hasCredentials(name)) {
                connections.add(connection(name, keys));
            }
        }
        if (connections.isEmpty()) {
            throw Settings.refuse(
                    key(DEFAULT_NAME, "client-id"), "is not set", "the app's Client ID (AppKey), such as dingabc123");
        }
        return new Connections(connections);
    }

    private boolean hasCredentials(String name) {
        return settings.find(key(name, "client-id")).isPresent()
                || settings.find(key(name, "client-secret")).isPresent();
    }

    private static Set<String> names(Set<String> keys) {
        Set<String> names = new TreeSet<>();
        for (String key : keys) {
            if (key.startsWith(PREFIX)) {
                String[] parts = key.split("\\.", 3);
                if (parts.length < 3 || !NAME.matcher(parts[1]).matches()) {
                    throw Settings.refuse(
                            key,
                            "does not name a connection",
                            "connection.<name>.<what>, with a name of small letters, digits and dashes");
                }
                names.add(parts[1]);
            }
        }
        return names;
    }

    private Connection connection(String name, Set<String> keys) {
        return new Connection(
                name,
                settings.text(key(name, "platform"), "dingtalk"),
                settings.text(key(name, "client-id"), "the app's Client ID (AppKey), such as dingabc123"),
                new Secret(settings.text(key(name, "client-secret"), "the app's Client Secret (AppSecret)")),
                baseUrls(name, keys),
                templates(name),
                callsPerSecond(name),
                monthlyCalls(name),
                or(name, "live-reserve", 0, 1_000_000_000L, 500),
                events(name));
    }

    private EventSettings events(String name) {
        String key = key(name, "events");
        String source = settings.find(key).orElse("stream");
        return switch (source) {
            case "stream" -> new EventSettings(EventSettings.Source.STREAM, callback(name, false));
            case "callback" -> new EventSettings(EventSettings.Source.CALLBACK, callback(name, true));
            case "none" -> EventSettings.NONE;
            default -> throw Settings.refuse(key, "is '" + source + "'", "stream, callback or none");
        };
    }

    /** Read where it is needed, or where somebody has begun to fill it in. */
    private Optional<EventSettings.Callback> callback(String name, boolean needed) {
        String token = key(name, "callback-token");
        String aesKey = key(name, "callback-aes-key");
        if (!needed && settings.find(token).isEmpty() && settings.find(aesKey).isEmpty()) {
            return Optional.empty();
        }
        String key = settings.text(aesKey, AES_KEY_EXAMPLE);
        if (!AES_KEY.matcher(key).matches()) {
            throw Settings.refuse(aesKey, "is not an AES key", AES_KEY_EXAMPLE);
        }
        return Optional.of(new EventSettings.Callback(
                new Secret(settings.text(token, "the token of the callback, 3 to 64 letters and digits")),
                new Secret(key),
                settings.find(key(name, "callback-owner"))
                        .orElseGet(() -> settings.text(key(name, "client-id"), "the app's Client ID")),
                settings.find(key(name, "callback-url"))));
    }

    /** Every <code>connection.&lt;name&gt;.&lt;api&gt;-base-url</code>; the platform knows the public ones. */
    private Map<String, String> baseUrls(String name, Set<String> keys) {
        Map<String, String> urls = new LinkedHashMap<>();
        String prefix = key(name, "");
        for (String key : keys) {
            if (key.startsWith(prefix) && key.endsWith(BASE_URL)) {
                settings.find(key)
                        .ifPresent(text -> urls.put(
                                key.substring(prefix.length(), key.length() - BASE_URL.length()), baseUrl(key, text)));
            }
        }
        return urls;
    }

    private static String baseUrl(String key, String text) {
        try {
            URI uri = URI.create(text);
            if (("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getQuery() == null) {
                return text.replaceAll("/+$", "");
            }
        } catch (IllegalArgumentException e) {
            // falls through to the refusal below
        }
        throw Settings.refuse(key, "is '" + text + "'", "an address such as https://api.example.com");
    }

    /** Blanks, spaces around and {@code #comments} do no harm; {@code *} or nothing means all. */
    private List<String> templates(String name) {
        String text = settings.find(key(name, "templates")).orElse("*");
        List<String> codes = text.lines()
                .map(line -> line.replaceFirst("#.*$", ""))
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(code -> !code.isEmpty())
                .distinct()
                .toList();
        return codes.contains("*") ? List.of() : codes;
    }

    private OptionalInt callsPerSecond(String name) {
        String key = key(name, "calls-per-second");
        return settings.find(key).filter(UNLIMITED::equals).isPresent()
                ? OptionalInt.empty()
                : OptionalInt.of((int) or(name, "calls-per-second", 1, 60, 20));
    }

    private OptionalLong monthlyCalls(String name) {
        String key = key(name, "monthly-calls");
        return settings.find(key).filter(UNLIMITED::equals).isPresent()
                ? OptionalLong.empty()
                : OptionalLong.of(or(name, "monthly-calls", 0, 1_000_000_000L, 5000));
    }

    private long or(String name, String what, long min, long max, long otherwise) {
        String key = key(name, what);
        return settings.find(key).isPresent() ? settings.number(key, min, max) : otherwise;
    }

    private static String key(String name, String what) {
        return PREFIX + name + "." + what;
    }
}
