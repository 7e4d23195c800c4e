package io.bactrian.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The page's sentences, numbers and times in one language. Thread-safe. */
final class Words {
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter THIS_YEAR = DateTimeFormatter.ofPattern("MM-dd HH:mm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd");

    private final Language language;
    private final ZoneId zone;
    private final Map<String, String> texts = new HashMap<>();
    private final Sayings sayings;

    Words(Language language, ZoneId zone) {
        this.language = language;
        this.zone = zone;
        this.sayings = Sayings.in(language);
        read(language).forEach((key, text) -> texts.put((String) key, (String) text));
    }

    static Properties read(Language language) {
        String file = "page_" + language.code() + ".properties";
        Properties properties = new Properties();
        try (InputStream in = Words.class.getResourceAsStream(file)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
        return properties;
    }

    Language language() {
        return language;
    }

    /** For templates: all that take no values. */
    Map<String, String> all() {
        return texts;
    }

    /** The sentence of {@code key}; numbers are written as people of that language do. */
    String say(String key, Object... values) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("There is no text '" + key + "' in " + language.code());
        }
        return values.length == 0 ? text : new MessageFormat(text, language.locale()).format(values);
    }

    /** What the runtime has said in English, as far as it is known in this language; {@code null} for {@code null}. */
    String told(String english) {
        return sayings.of(english);
    }

    /** The word of {@code prefix-name}, or {@code name} itself where there is none. */
    String word(String prefix, String name) {
        return texts.getOrDefault(prefix + "-" + name, name);
    }

    String number(long n) {
        return NumberFormat.getIntegerInstance(language.locale()).format(n);
    }

    /** A day in the configured zone. */
    String day(Instant at) {
        return DAY.format(at.atZone(zone));
    }

    /** As short as it can be understood. */
    Moment moment(long at, long now) {
        ZonedDateTime then = Instant.ofEpochMilli(at).atZone(zone);
        return moment(then, now);
    }

    /** A wall-clock time of the configured zone. */
    Moment moment(LocalDateTime at, long now) {
        return moment(at.atZone(zone), now);
    }

    private Moment moment(ZonedDateTime then, long now) {
        ZonedDateTime today = Instant.ofEpochMilli(now).atZone(zone);
        DateTimeFormatter shortest = then.toLocalDate().equals(today.toLocalDate())
                ? TODAY
                : then.getYear() == today.getYear() ? THIS_YEAR : DAY;
        return new Moment(
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(then.withNano(0)),
                shortest.format(then),
                ago(Duration.between(then, today)));
    }

    /** A point in time: for machines, on the clock, and how long ago. */
    record Moment(String iso, String clock, String ago) {}

    String ago(Duration past) {
        return past.toSeconds() < 2 ? say("ago-now") : say("ago", span(past));
    }

    /** The largest unit that says enough. */
    String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 60) {
            return say("span-seconds", seconds);
        }
        if (seconds < 3600) {
            return say("span-minutes", seconds / 60);
        }
        if (seconds < 86_400) {
            long minutes = seconds / 60 % 60;
            return seconds >= 6 * 3600 || minutes == 0
                    ? say("span-hours", seconds / 3600)
                    : say("span-hours-minutes", seconds / 3600, minutes);
        }
        return say("span-days", seconds / 86_400);
    }
}
