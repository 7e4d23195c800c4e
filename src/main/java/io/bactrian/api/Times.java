package io.bactrian.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Times as they are said and answered, and as the database has them. */
final class Times {
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern LOCAL =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,3})?)?");

    private final ZoneId zone;

    Times(ZoneId zone) {
        this.zone = zone;
    }

    /** A wall-clock time of the database. */
    String answered(LocalDateTime time) {
        return time == null ? null : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atZone(zone));
    }

    /** A moment of our own clock. */
    String answered(Long millis) {
        return millis == null
                ? null
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        Instant.ofEpochMilli(millis).atZone(zone));
    }

    /** What was said, as a wall-clock time of the database; of a day its beginning, or the beginning of the next. */
    LocalDateTime said(String name, String text, boolean isEnd) {
        try {
            if (DAY.matcher(text).matches()) {
                LocalDate day = LocalDate.parse(text);
                return (isEnd ? day.plusDays(1) : day).atStartOfDay();
            }
            if (LOCAL.matcher(text).matches()) {
                return LocalDateTime.parse(text.replace(' ', 'T'));
            }
            return OffsetDateTime.parse(text).atZoneSameInstant(zone).toLocalDateTime();
        } catch (DateTimeException e) {
            throw Refusal.badParameters("'" + name + "' is '" + ApiRequest.shown(text)
                    + "'; expected a day or a time, such as 2026-10-31, 2026-10-31T08:00 or 2026-10-31T08:00:00Z.");
        }
    }

    long millis(String name, String text, boolean isEnd) {
        return said(name, text, isEnd).atZone(zone).toInstant().toEpochMilli();
    }
}
