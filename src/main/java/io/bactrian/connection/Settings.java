package io.bactrian.connection;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.camel.util.TimeUtils;

/**
 * Reads settings by key and refuses what is missing or impossible, in one sentence that says which, where it was
 * looked for, and what a right one looks like.
 */
public final class Settings {
    private final UnaryOperator<String> lookup;

    /** {@code lookup} answers the resolved text of a key, or {@code null}. */
    public Settings(UnaryOperator<String> lookup) {
        this.lookup = lookup;
    }

    /** The trimmed text of {@code key}, empty when it is absent or blank. */
    public Optional<String> find(String key) {
        return Optional.ofNullable(lookup.apply(key)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** The text of {@code key}; {@code example} says what a right one looks like. */
    public String text(String key, String example) {
        return find(key).orElseThrow(() -> refuse(key, "is not set", example));
    }

    /** A whole number from {@code min} to {@code max}. */
    public long number(String key, long min, long max) {
        String example = "a whole number from " + min + " to " + max;
        String text = text(key, example);
        try {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the refusal below
        }
        throw refuse(key, "is '" + text + "'", example);
    }

    /** A duration with its unit, such as {@code 30s}; at least a millisecond. */
    public Duration duration(String key) {
        String example = "a duration with its unit, such as 500ms, 30s or 5m";
        String text = text(key, example);
        try {
            Duration value = TimeUtils.toDuration(text);
            if (value.toMillis() > 0 && !Character.isDigit(text.charAt(text.length() - 1))) {
                return value;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the refusal below
        }
        throw refuse(key, "is '" + text + "'", example);
    }

    /** The zone of every time in the database. */
    public ZoneId zone() {
        String example = "a zone name, such as Asia/Shanghai";
        String text = text("time.zone", example);
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw refuse("time.zone", "is '" + text + "'", example);
        }
    }

    /** A path, taken from the folder of the installation when it is relative. */
    public Path path(String key, Path home) {
        return home.resolve(text(key, "a folder"));
    }

    /** The refusal of {@code key}: {@code fault} is what is wrong, {@code example} what a right one looks like. */
    public static SettingException refuse(String key, String fault, String example) {
        String variable = SettingSource.variableOf(key).map(name -> name + " ").orElse("");
        String where = variable.isEmpty()
                ? "application.properties"
                : "the environment, in .env and in application.properties";
        return new SettingException((variable.isEmpty() ? key : variable + "(" + key + ")") + " " + fault
                + "; looked for in " + where + "; expected " + example + ".");
    }
}
