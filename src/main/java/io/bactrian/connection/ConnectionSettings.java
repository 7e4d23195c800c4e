package io.bactrian.connection;

import io.bactrian.connection.PlatformSettings.Word;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the connections from {@code connection.<name>.<what>}. A connection without credentials is not there: the
 * built-in ones stay silent for a company that declares its own.
 */
public final class ConnectionSettings {
    private static final String PREFIX = "connection.";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private final Settings settings;
    private final PlatformWords words;
    private final Map<String, PlatformSettings> platforms = new LinkedHashMap<>();

    /** {@code known} are the platforms that there are; the first is the one that is missed when nothing is set. */
    public ConnectionSettings(Settings settings, Collection<PlatformSettings> known) {
        this.settings = settings;
        this.words = new PlatformWords(known);
        known.forEach(platform -> platforms.put(platform.platform(), platform));
    }

    /** All connections that {@code keys} (every known property name) declare. */
    public Connections read(Set<String> keys) {
        List<Connection> connections = new ArrayList<>();
        for (String name : names(keys)) {
            ConnectionKeys of = new ConnectionKeys(settings, name);
            if (hasCredentials(of)) {
                connections.add(connection(of, keys));
            }
        }
        if (connections.isEmpty()) {
            PlatformSettings first = platforms.values().iterator().next();
            ConnectionKeys of = new ConnectionKeys(settings, first.platform());
            throw of.refuse(first.clientId(), "is not set", first.clientId().example());
        }
        return new Connections(connections);
    }

    private boolean hasCredentials(ConnectionKeys of) {
        Optional<String> platform = of.find("platform");
        return (platform.isPresent() && platforms.containsKey(platform.get())
                        ? Stream.of(platforms.get(platform.get()))
                        : platforms.values().stream())
                .flatMap(ConnectionSettings::credentials)
                .anyMatch(word -> of.find(word.key()).isPresent());
    }

    private static Stream<Word> credentials(PlatformSettings platform) {
        return Stream.concat(
                Stream.of(platform.clientId(), platform.secret()), platform.furtherSecrets().values().stream());
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

    private Connection connection(ConnectionKeys of, Set<String> keys) {
        String known = String.join(" or ", platforms.keySet());
        String word = of.text("platform", known);
        PlatformSettings platform = platforms.get(word);
        if (platform == null) {
            throw of.refuse("platform", "is '" + word + "'", known);
        }
        if (!of.name().equals(word) && words.contains(of.name())) {
            throw of.refuse(
                    "platform",
                    "is '" + word + "', and the connection's name is the word for a platform",
                    "a connection of your own to have another name, such as " + word + "-2");
        }
        String clientId = of.text(platform.clientId());
        Map<String, Secret> further = furtherSecrets(of, platform);
        return new Connection(
                of.name(),
                word,
                clientId,
                secret(of, platform, further),
                further,
                options(of, platform),
                of.duration("timeout"),
                of.baseUrls(keys, platform.basePath()),
                of.list("templates"),
                of.limit("calls-per-second", 1, platform.mostCallsPerSecond(), platform.callsPerSecond()),
                of.limit("monthly-calls", 0, platform.monthlyCalls()),
                of.number("live-reserve", 0, 1_000_000_000L, platform.liveReserve()),
                new EventKeys(of).read(platform.events(), clientId));
    }

    private static Map<String, Secret> furtherSecrets(ConnectionKeys of, PlatformSettings platform) {
        Map<String, Secret> secrets = new HashMap<>();
        platform.furtherSecrets().forEach((credential, word) -> {
            Optional<String> text = of.find(word);
            text.ifPresent(value -> secrets.put(credential, new Secret(value)));
            if (text.isPresent() && text.equals(of.find(platform.secret().key()))) {
                throw of.refuse(
                        word, "is the same as " + of.key(platform.secret().key()), word.example());
            }
        });
        return secrets;
    }

    private static Secret secret(ConnectionKeys of, PlatformSettings platform, Map<String, Secret> further) {
        return new Secret(
                further.isEmpty()
                        ? of.text(platform.secret())
                        : of.find(platform.secret()).orElse(""));
    }

    private static Map<String, String> options(ConnectionKeys of, PlatformSettings platform) {
        Map<String, String> options = new HashMap<>();
        platform.options().forEach((name, word) -> of.find(word).ifPresent(value -> options.put(name, value)));
        return options;
    }
}
