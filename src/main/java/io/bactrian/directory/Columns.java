package io.bactrian.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Values on their way into columns and out of them, the same on each database. */
final class Columns {
    static final ObjectMapper JSON = new ObjectMapper();

    private Columns() {}

    /** Blank becomes {@code null}; what does not fit is cut, never in the middle of a character. */
    static String text(String value, int width) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() <= width) {
            return value;
        }
        return value.substring(0, Character.isHighSurrogate(value.charAt(width - 1)) ? width - 1 : width);
    }

    /** A {@code DATETIME(3)} of {@code instant} in {@code zone}. */
    static LocalDateTime time(Instant instant, ZoneId zone) {
        return LocalDateTime.ofInstant(instant, zone).truncatedTo(ChronoUnit.MILLIS);
    }

    /** The JSON in {@code text}; a broken one is a text. */
    static JsonNode json(String text) {
        if (text == null) {
            return null;
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.getNodeFactory().textNode(text);
        }
    }

    static Boolean flag(ResultSet row, String column) throws SQLException {
        boolean value = row.getBoolean(column);
        return row.wasNull() ? null : value;
    }

    static Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /** What {@code told} says over what was {@code known}; a blank takes nothing away. */
    static JsonNode merge(JsonNode known, JsonNode told) {
        if (!(known instanceof ObjectNode before) || !(told instanceof ObjectNode now)) {
            return isBlank(told) ? known : told;
        }
        ObjectNode merged = before.deepCopy();
        now.properties().forEach(field -> {
            if (!isBlank(field.getValue())) {
                merged.set(field.getKey(), field.getValue());
            }
        });
        return merged;
    }

    private static boolean isBlank(JsonNode value) {
        return value == null
                || value.isNull()
                || value.isTextual() && value.asText().isBlank();
    }
}
