package io.bactrian.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;

/**
 * A column of an answer; its name is that of the table's.
 *
 * @param secret whether it takes {@link Right#USER_PRIVATE}
 */
record Column(String name, Kind kind, boolean secret) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How it is read. */
    enum Kind {
        TEXT,
        NUMBER,
        FLAG,
        /** A wall-clock time. */
        TIME,
        /** Milliseconds of our own clock. */
        MOMENT,
        JSON
    }

    static Column text(String name) {
        return new Column(name, Kind.TEXT, false);
    }

    static Column secret(String name) {
        return new Column(name, Kind.TEXT, true);
    }

    static Column number(String name) {
        return new Column(name, Kind.NUMBER, false);
    }

    static Column flag(String name) {
        return new Column(name, Kind.FLAG, false);
    }

    static Column time(String name) {
        return new Column(name, Kind.TIME, false);
    }

    static Column moment(String name) {
        return new Column(name, Kind.MOMENT, false);
    }

    static Column json(String name) {
        return new Column(name, Kind.JSON, false);
    }

    Object read(ResultSet row, Times times) throws SQLException {
        return switch (kind) {
            case TEXT -> row.getString(name);
            case NUMBER -> orNull(row, row.getLong(name));
            case FLAG -> orNull(row, row.getBoolean(name));
            case TIME -> times.answered(row.getObject(name, LocalDateTime.class));
            case MOMENT -> times.answered((Long) orNull(row, row.getLong(name)));
            case JSON -> parsed(row.getString(name));
        };
    }

    private static Object orNull(ResultSet row, Object value) throws SQLException {
        return row.wasNull() ? null : value;
    }

    private static Object parsed(String text) {
        try {
            return text == null ? null : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return text;
        }
    }
}
