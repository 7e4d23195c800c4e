package io.bactrian.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Fields of a body, of the type that they must have. */
final class Fields {
    private static final int LONGEST_ID = 128;

    private Fields() {}

    /** Texts; none where nothing is said. */
    static List<String> texts(JsonNode body, String name, int most) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        String expected = "'" + name + "' must be a list of 1 to " + most + " texts.";
        if (!value.isArray() || value.isEmpty() || value.size() > most) {
            throw Refusal.badParameters(expected);
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode one : value) {
            if (!one.isTextual() || one.textValue().isBlank() || one.textValue().length() > LONGEST_ID) {
                throw Refusal.badParameters(expected);
            }
            texts.add(one.textValue());
        }
        return texts;
    }

    /** Ids, as texts or as numbers; none where nothing is said. */
    static List<String> ids(JsonNode body, String name, int most) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        String expected = "'" + name + "' must be a list of ids, of " + most + " at most.";
        if (!value.isArray() || value.size() > most) {
            throw Refusal.badParameters(expected);
        }
        List<String> ids = new ArrayList<>();
        for (JsonNode one : value) {
            String id = one.isTextual() || one.isIntegralNumber() ? one.asText() : "";
            if (id.isBlank() || id.length() > LONGEST_ID) {
                throw Refusal.badParameters(expected);
            }
            ids.add(id);
        }
        return ids;
    }

    /** Whole numbers; none where nothing is said. */
    static List<Long> numbers(JsonNode body, String name, int most) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        String expected = "'" + name + "' must be a list of 1 to " + most + " whole numbers.";
        if (!value.isArray() || value.isEmpty() || value.size() > most) {
            throw Refusal.badParameters(expected);
        }
        List<Long> numbers = new ArrayList<>();
        for (JsonNode one : value) {
            if (!one.isIntegralNumber() || !one.canConvertToLong()) {
                throw Refusal.badParameters(expected);
            }
            numbers.add(one.longValue());
        }
        return numbers;
    }

    static boolean flag(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            throw Refusal.badParameters("'" + name + "' must be true or false.");
        }
        return value.asBoolean(false);
    }
}
