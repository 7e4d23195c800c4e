package io.bactrian.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * SHA-256 of a row's content. Databases reorder and reformat JSON; the order of its keys and the spelling of its
 * numbers therefore do not matter here.
 */
final class ContentHash {
    private ContentHash() {}

    static String of(Map<String, Object> content) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(content).forEach((column, value) -> {
            text.append(column).append('=');
            if (value instanceof JsonNode json) {
                canonical(json, text);
            } else if (value != null) {
                text.append('"').append(value).append('"');
            }
            text.append('\n');
        });
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    private static void canonical(JsonNode json, StringBuilder text) {
        if (json instanceof ObjectNode object) {
            text.append('{');
            TreeSet<String> names = new TreeSet<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                text.append('"').append(name).append("\":");
                canonical(object.get(name), text);
                text.append(',');
            }
            text.append('}');
        } else if (json.isArray()) {
            text.append('[');
            for (JsonNode item : json) {
                canonical(item, text);
                text.append(',');
            }
            text.append(']');
        } else if (json.isNumber()) {
            text.append(json.decimalValue().stripTrailingZeros());
        } else {
            text.append(json);
        }
    }
}
