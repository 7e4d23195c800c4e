package io.bactrian.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Objects;

/**
 * Reads the platform's times as wall-clock times of the storage zone.
 *
 * <p>Texts are wall-clock times of China, to the minute or the second, <em>in spite of</em> the {@code Z} that the new
 * generation puts behind them; numbers are epoch milliseconds. What cannot be read, or lies outside the years that a
 * database can hold (1000 to 9999), is {@code null}.
 */
final class WireTime {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final ZoneId storage;

    WireTime(ZoneId storage) {
        this.storage = Objects.requireNonNull(storage, "storage");
    }

    LocalDateTime read(JsonNode node) {
        String text = WireJson.text(node);
        if (text == null) {
            return null;
        }
        try {
            LocalDateTime time = isWhole(text) ? ofEpochMillis(Long.parseLong(text)) : ofText(text.strip());
            return time == null || time.getYear() < 1000 || time.getYear() > 9999 ? null : time;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean isWhole(String text) {
        return text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Zero is how a time that has not come is written in milliseconds. */
    private LocalDateTime ofEpochMillis(long millis) {
        return millis == 0 ? null : LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), storage);
    }

    private LocalDateTime ofText(String text) {
        if (isToTheMinute(text)) {
            return fromChina(toTheMinute(text));
        }
        if (text.length() == 10) {
            return fromChina(LocalDate.parse(text).atStartOfDay());
        }
        String iso = text.replace(' ', 'T');
        if (hasOffset(iso)) {
            return OffsetDateTime.parse(iso).atZoneSameInstant(storage).toLocalDateTime();
        }
        return fromChina(LocalDateTime.parse(iso.endsWith("Z") ? iso.substring(0, iso.length() - 1) : iso));
    }

    /** Nearly all times are written so: {@code yyyy-MM-ddTHH:mmZ}; a formatter takes ten times as long. */
    private static boolean isToTheMinute(String text) {
        if (text.length() != 17 || text.charAt(16) != 'Z') {
            return false;
        }
        for (int i = 0; i < 16; i++) {
            char mark = "0000-00-00T00:00".charAt(i);
            char c = text.charAt(i);
            if (mark == '0' ? c < '0' || c > '9' : c != mark) {
                return false;
            }
        }
        return true;
    }

    private static LocalDateTime toTheMinute(String text) {
        return LocalDateTime.of(
                Integer.parseInt(text, 0, 4, 10),
                Integer.parseInt(text, 5, 7, 10),
                Integer.parseInt(text, 8, 10, 10),
                Integer.parseInt(text, 11, 13, 10),
                Integer.parseInt(text, 14, 16, 10));
    }

    /** A spelt-out offset is believed, unlike the {@code Z}. */
    private static boolean hasOffset(String text) {
        return text.indexOf('+', 10) > 0 || text.indexOf('-', 10) > 0;
    }

    private LocalDateTime fromChina(LocalDateTime wallClock) {
        return storage.equals(CHINA)
                ? wallClock
                : wallClock.atZone(CHINA).withZoneSameInstant(storage).toLocalDateTime();
    }
}
