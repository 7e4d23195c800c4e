package io.bactrian.wecom;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the fields of a record of WeCom: what has no value may be missing, {@code null} or an empty text. What cannot be
 * understood is an {@link IllegalArgumentException}.
 */
final class WeComFields {
    private final JsonNode record;

    WeComFields(JsonNode record) {
        this.record = record;
    }

    /** A text, or a number as a text; {@code null} where nothing is said. */
    String text(String field) {
        String text = told(field);
        return text == null || text.isBlank() ? null : text;
    }

    /** Like {@link #text}, but an empty text where an empty one was sent. */
    String told(String field) {
        JsonNode value = record.path(field);
        if (value.isContainerNode()) {
            throw new IllegalArgumentException(field + " is no text");
        }
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }

    /** A whole number; {@code null} where nothing is said. */
    Long number(String field) {
        return number(record.path(field), field);
    }

    /** The numbers of a list; none where nothing is said. */
    List<Long> numbers(String field) {
        List<Long> numbers = new ArrayList<>();
        for (JsonNode value : list(field)) {
            numbers.add(number(value, field));
        }
        return numbers;
    }

    /** The user ids of a list; {@code null} where the field is not there. */
    List<String> users(String field) {
        if (record.path(field).isMissingNode() || record.path(field).isNull()) {
            return null;
        }
        List<String> users = new ArrayList<>();
        for (JsonNode value : list(field)) {
            String id = WeComIds.user(value.asText());
            if (id != null) {
                users.add(id);
            }
        }
        return users;
    }

    /** What is JSON and not empty; {@code null} otherwise. */
    JsonNode json(String field) {
        JsonNode value = record.path(field);
        return value.isContainerNode() && !value.isEmpty() ? value : null;
    }

    private JsonNode list(String field) {
        JsonNode value = record.path(field);
        if (value.isObject()
                || value.isValueNode() && !value.isNull() && !value.asText().isBlank()) {
            throw new IllegalArgumentException(field + " is no list");
        }
        return value;
    }

    private static Long number(JsonNode value, String field) {
        String text = value.asText("").strip();
        if (value.isMissingNode() || value.isNull() || text.isEmpty() && !value.isContainerNode()) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(field + " is no whole number", e);
        }
    }
}
