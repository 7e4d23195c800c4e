package io.bactrian.connection;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the channels from {@code channel.<name>.<what>}. A channel without an address and a key is not there. */
public final class ChannelSettings {
    /** The base address of a robot, by the short name that its platform uses. */
    public static final String HOOK = "hook";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,50}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{4,200}");
    private static final String URL_EXAMPLE = "the webhook's address as the platform shows it, with its key";

    private final Settings settings;
    private final List<String> platforms;

    /** {@code platforms} are those that have robots. */
    public ChannelSettings(Settings settings, List<String> platforms) {
        this.settings = settings;
        this.platforms = platforms;
    }

    /** All channels that {@code keys} (every known property name) declare. */
    public Channels read(Set<String> keys) {
        List<Channel> channels = new ArrayList<>();
        for (String name : names(keys)) {
            Optional<String> url = settings.find(key(name, "url"));
            Optional<String> key = settings.find(key(name, "key"));
            if (url.isPresent() || key.isPresent()) {
                channels.add(channel(name, url, key));
            }
        }
        return new Channels(channels);
    }

    private static Set<String> names(Set<String> keys) {
        Set<String> names = new TreeSet<>();
        for (String key : keys) {
            if (key.startsWith(Channel.PREFIX)) {
                String[] parts = key.split("\\.", 3);
                if (parts.length < 3 || !NAME.matcher(parts[1]).matches()) {
                    throw Settings.refuse(
                            key,
                            "does not name a channel",
                            "channel.<name>.<what>, with a name of small letters, digits and dashes");
                }
                names.add(parts[1]);
            }
        }
        return names;
    }

    private Channel channel(String name, Optional<String> url, Optional<String> key) {
        Map<String, String> base =
                url.map(text -> Map.of(HOOK, base(name, text))).orElseGet(Map::of);
        String secret = key.orElseGet(() -> keyIn(name, url.orElseThrow()));
        if (!KEY.matcher(secret).matches()) {
            throw Settings.refuse(key(name, "key"), "is not the key of a webhook", "letters, digits, - and _");
        }
        String words = String.join(" or ", platforms);
        String platform = settings.text(key(name, "platform"), words);
        if (!platforms.contains(platform)) {
            throw Settings.refuse(key(name, "platform"), "is '" + platform + "'", words);
        }
        Connection connection = new Connection(
                Channel.PREFIX + name,
                platform + Channel.ROBOT,
                name,
                new Secret(secret),
                base,
                List.of(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                0,
                EventSettings.NONE);
        return new Channel(name, connection, settings.find(key(name, "secret")).map(Secret::new));
    }

    /** The address without what it leads to; never quoted, because the key is in it. */
    private static String base(String name, String text) {
        URI uri = uri(name, text);
        return uri.getScheme() + "://" + uri.getAuthority();
    }

    private static String keyIn(String name, String text) {
        String query = uri(name, text).getQuery();
        return Arrays.stream((query == null ? "" : query).split("&"))
                .filter(parameter -> parameter.startsWith("access_token=") || parameter.startsWith("key="))
                .map(parameter -> parameter.substring(parameter.indexOf('=') + 1))
                .findFirst()
                .orElseThrow(() -> Settings.refuse(key(name, "url"), "has no key in it", URL_EXAMPLE));
    }

    private static URI uri(String name, String text) {
        try {
            URI uri = URI.create(text);
            if (("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the refusal below
        }
        throw Settings.refuse(key(name, "url"), "is no web address", URL_EXAMPLE);
    }

    private static String key(String name, String what) {
        return Channel.PREFIX + name + "." + what;
    }
}
