package io.bactrian.cli;

import io.bactrian.call.CallException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Failures, times and durations in words. */
final class Sentences {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private Sentences() {}

    /** What went wrong; for what nobody expected, also what to do. */
    static String unexpected(Throwable e) {
        return e instanceof CallException
                ? e.getMessage()
                : cause(e) + "; run the same command again, with BACTRIAN_LOG=DEBUG to see where it comes from.";
    }

    /** The first line of the innermost message, without a full stop. */
    static String cause(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? "" : root.getMessage();
        String line = message.lines().findFirst().orElse("").strip();
        return line.isEmpty() ? root.getClass().getSimpleName() : line.replaceAll("\\.+$", "");
    }

    /** A moment of our own clock, in the configured zone. */
    static String time(long millis, ZoneId zone) {
        return MINUTE.format(Instant.ofEpochMilli(millis).atZone(zone));
    }

    /** {@code 7.0 s}, {@code 3 min 12 s}, {@code 2 h 5 min}. */
    static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds / 60 % 60 + " min";
    }
}
