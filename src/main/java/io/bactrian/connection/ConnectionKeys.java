package io.bactrian.connection;

import io.bactrian.connection.PlatformSettings.Word;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** The settings of one connection: {@code connection.<name>.<what>}. */
final class ConnectionKeys {
    private static final String UNLIMITED = "unlimited";
    private static final String BASE_URL = "-base-url";
    private static final long MOST_CALLS = 1_000_000_000L;

    private final Settings settings;
    private final String name;

    ConnectionKeys(Settings settings, String name) {
        this.settings = settings;
        this.name = name;
    }

    String name() {
        return name;
    }

    String key(String what) {
        return "connection." + name + "." + what;
    }

    Optional<String> find(String what) {
        return settings.find(key(what));
    }

    /** What is set, if it has the word's shape. */
    Optional<String> find(Word word) {
        Optional<String> text = find(word.key());
        if (text.isPresent()
                && word.shape().isPresent()
                && !word.shape().get().matcher(text.get()).matches()) {
            throw refuse(word, "holds something else", word.example());
        }
        return text;
    }

    String text(String what, String example) {
        return settings.text(key(what), example);
    }

    String text(Word word) {
        return find(word).orElseThrow(() -> refuse(word, "is not set", word.example()));
    }

    SettingException refuse(String what, String fault, String example) {
        return Settings.refuse(key(what), fault, example);
    }

    SettingException refuse(Word word, String fault, String example) {
        return refuse(word.key(), fault, example);
    }

    Optional<Duration> duration(String what) {
        return find(what).map(text -> settings.duration(key(what)));
    }

    long number(String what, long min, long max, long otherwise) {
        return find(what).isPresent() ? settings.number(key(what), min, max) : otherwise;
    }

    OptionalInt limit(String what, int min, int max, int otherwise) {
        return isUnlimited(what) ? OptionalInt.empty() : OptionalInt.of((int) number(what, min, max, otherwise));
    }

    OptionalLong limit(String what, int min, OptionalLong otherwise) {
        if (isUnlimited(what) || find(what).isEmpty() && otherwise.isEmpty()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(number(what, min, MOST_CALLS, otherwise.orElse(0)));
    }

    private boolean isUnlimited(String what) {
        return find(what).filter(UNLIMITED::equals).isPresent();
    }

    /** Blanks, spaces around and {@code #comments} do no harm; {@code *} or nothing means all. */
    List<String> list(String what) {
        List<String> entries = find(what)
                .orElse("*")
                .lines()
                .map(line -> line.replaceFirst("#.*$", ""))
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .distinct()
                .toList();
        return entries.contains("*") ? List.of() : entries;
    }

    /** Every <code>connection.&lt;name&gt;.&lt;api&gt;-base-url</code>; the platform knows the public ones. */
    Map<String, String> baseUrls(Set<String> keys, String basePath) {
        Map<String, String> urls = new LinkedHashMap<>();
        String prefix = key("");
        for (String key : keys) {
            if (key.startsWith(prefix) && key.endsWith(BASE_URL)) {
                settings.find(key)
                        .ifPresent(text -> urls.put(
                                key.substring(prefix.length(), key.length() - BASE_URL.length()),
                                baseUrl(key, text, basePath)));
            }
        }
        return urls;
    }

    private static String baseUrl(String key, String text, String basePath) {
        try {
            URI uri = URI.create(text);
            if (("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getQuery() == null) {
                String url = text.replaceAll("/+$", "");
                return !basePath.isEmpty() && url.endsWith(basePath)
                        ? url.substring(0, url.length() - basePath.length())
                        : url;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the refusal below
        }
        throw Settings.refuse(key, "is '" + text + "'", "an address such as https://api.example.com");
    }
}
