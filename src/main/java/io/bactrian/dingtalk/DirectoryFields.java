package io.bactrian.dingtalk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the fields of a directory record the way DingTalk has been seen to send them: numbers, flags and lists may be
 * texts. Absent, {@code null} and blank are the same. What cannot be understood is an {@link IllegalArgumentException}.
 */
final class DirectoryFields {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode record;

    DirectoryFields(JsonNode record) {
        this.record = record;
    }

    /** A text, or a number as a text. */
    String text(String field) {
        JsonNode value = record.path(field);
        String text = value.isContainerNode() ? value.toString() : value.asText("");
        return value.isNull() || text.isBlank() ? null : text;
    }

    Long number(String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        try {
            return Long.valueOf(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(field + " is no whole number", e);
        }
    }

    Boolean flag(String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new IllegalArgumentException(field + " is neither true nor false");
        };
    }

    /** The ids in a list, or {@code null} when the field is not there. */
    List<String> ids(String field) {
        JsonNode list = list(field);
        if (list == null) {
            return null;
        }
        List<String> ids = new ArrayList<>();
        for (JsonNode id : list) {
            if (id.isContainerNode()) {
                throw new IllegalArgumentException(field + " is no list of ids");
            }
            if (!id.isNull() && !id.asText().isBlank()) {
                ids.add(id.asText());
            }
        }
        return ids;
    }

    /** The records in a list; none when the field is not there. */
    List<DirectoryFields> records(String field) {
        JsonNode list = list(field);
        List<DirectoryFields> records = new ArrayList<>();
        if (list != null) {
            list.forEach(item -> records.add(new DirectoryFields(item)));
        }
        return records;
    }

    private JsonNode list(String field) {
        JsonNode value = record.path(field);
        if (value.isTextual() && !value.asText().isBlank()) {
            value = parsed(value.asText(), field);
        }
        if (value.isMissingNode() || value.isNull() || value.isTextual()) {
            return null;
        }
        if (value.isObject()) {
            throw new IllegalArgumentException(field + " is no list");
        }
        return value.isArray() ? value : JSON.createArrayNode().add(value);
    }

    private static JsonNode parsed(String text, String field) {
        try {
            String list = text.strip();
            return JSON.readTree(list.startsWith("[") ? list : "[" + list + "]");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(field + " is no list", e);
        }
    }

    /** JSON that comes as a text; a broken one stays a text. */
    JsonNode json(String field) {
        JsonNode value = record.path(field);
        if (!value.isTextual()) {
            return value.isMissingNode() || value.isNull() ? null : value;
        }
        if (value.asText().isBlank()) {
            return null;
        }
        try {
            return JSON.readTree(value.asText());
        } catch (JsonProcessingException e) {
            return value;
        }
    }
}
