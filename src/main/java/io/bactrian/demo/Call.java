package io.bactrian.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * One request, read to its end.
 *
 * @param name method and path
 * @param path path without the query
 * @param query decoded query parameters
 * @param headerToken token of the new generation, null if there is none
 * @param form whether the body is form encoded
 * @param content the body as it came
 */
public record Call(
        String name, String path, Map<String, String> query, String headerToken, boolean form, byte[] content) {
    boolean newGeneration() {
        return path.startsWith("/v1.0/") || path.startsWith("/v2.0/");
    }

    /** The body as an object: JSON, or form fields as texts. */
    public ObjectNode body() {
        if (form) {
            ObjectNode fields = JsonNodeFactory.instance.objectNode();
            decode(new String(content, StandardCharsets.UTF_8)).forEach(fields::put);
            return fields;
        }
        try {
            JsonNode node = Reply.MAPPER.readTree(content);
            if (node instanceof ObjectNode object) {
                return object;
            }
            if (content.length == 0) {
                return JsonNodeFactory.instance.objectNode();
            }
        } catch (IOException notJson) {
            // answered below
        }
        throw newGeneration()
                ? Rejected.parameter("invalidParameter", "body is not a JSON object")
                : Rejected.oldParameter(40035, "不合法的参数");
    }

    /** A required whole number of the old generation; digits in a text count. */
    long number(ObjectNode body, String field) {
        return number(body, field, null);
    }

    long number(ObjectNode body, String field, Long ifAbsent) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() && ifAbsent != null) {
            return ifAbsent;
        }
        if (!value.asText().matches("-?\\d{1,18}")) {
            throw Rejected.oldParameter(40035, "不合法的参数: " + field);
        }
        return Long.parseLong(value.asText());
    }

    static Map<String, String> decode(String encoded) {
        Map<String, String> fields = new HashMap<>();
        if (encoded == null) {
            return fields;
        }
        for (String pair : encoded.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(text(pair.substring(0, equals)), text(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String text(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }
}
