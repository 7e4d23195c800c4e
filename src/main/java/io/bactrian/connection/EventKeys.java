package io.bactrian.connection;

import io.bactrian.connection.EventSettings.Source;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads how a connection hears of what happens. */
final class EventKeys {
    private static final Pattern AES_KEY = Pattern.compile("[A-Za-z0-9]{43}");
    private static final String AES_KEY_EXAMPLE = "the AES key of the callback, 43 letters and digits";

    private final ConnectionKeys of;

    EventKeys(ConnectionKeys of) {
        this.of = of;
    }

    /** {@code ways} are those of the platform, the default first; pushes are for {@code owner} unless another is set. */
    EventSettings read(List<Source> ways, String owner) {
        String text = of.find("events").orElse(word(ways.get(0)));
        Source source = ways.stream()
                .filter(way -> word(way).equals(text))
                .findFirst()
                .orElseThrow(() -> of.refuse("events", "is '" + text + "'", words(ways)));
        return source == Source.NONE
                ? EventSettings.NONE
                : new EventSettings(source, callback(source == Source.CALLBACK, owner));
    }

    private static String word(Source source) {
        return source.name().toLowerCase(Locale.ROOT);
    }

    /** Such as {@code stream, callback or none}. */
    private static String words(List<Source> ways) {
        String all =
                ways.stream().map(EventKeys::word).sorted(EventKeys::noneLast).collect(Collectors.joining(", "));
        return all.replaceFirst(", none$", " or none");
    }

    private static int noneLast(String one, String other) {
        return Boolean.compare("none".equals(one), "none".equals(other));
    }

    /** Read where it is needed, or where somebody has begun to fill it in. */
    private Optional<EventSettings.Callback> callback(boolean needed, String owner) {
        String token = "callback-token";
        String aesKey = "callback-aes-key";
        if (!needed && of.find(token).isEmpty() && of.find(aesKey).isEmpty()) {
            return Optional.empty();
        }
        String key = of.text(aesKey, AES_KEY_EXAMPLE);
        if (!AES_KEY.matcher(key).matches()) {
            throw of.refuse(aesKey, "is not an AES key", AES_KEY_EXAMPLE);
        }
        return Optional.of(new EventSettings.Callback(
                new Secret(of.text(token, "the token of the callback, 3 to 64 letters and digits")),
                new Secret(key),
                of.find("callback-owner").orElse(owner),
                of.find("callback-url")));
    }
}
