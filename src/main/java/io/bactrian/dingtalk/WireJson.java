package io.bactrian.dingtalk;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bactrian.approval.MalformedAnswerException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads DingTalk's JSON as it really arrives: numbers, booleans and lists may be text, fields may be missing, and the
 * four letters {@code null} stand for nothing (DingTalk API, "Instance detail").
 *
 * <p>Where a field is spelt in several ways, the spellings are tried in turn and the first that says something wins.
 */
final class WireJson {
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build()
            .reader();

    private WireJson() {}

    /** The whole answer of a call, which must be a JSON object. */
    static JsonNode answer(String payload) {
        if (payload == null || payload.isBlank()) {
            throw new MalformedAnswerException("The answer is empty.");
        }
        JsonNode answer;
        try {
            answer = READER.readTree(payload);
        } catch (JsonProcessingException e) {
            throw new MalformedAnswerException("The answer is not valid JSON" + place(e.getLocation()) + ".");
        }
        if (!answer.isObject()) {
            throw new MalformedAnswerException("The answer is not a JSON object.");
        }
        return answer;
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** The object or array that the node is, or holds as text; {@code null} if it is neither. */
    static JsonNode container(JsonNode node) {
        if (node == null || node.isContainerNode()) {
            return node;
        }
        String text = node.textValue();
        if (text == null || !looksLikeContainer(text)) {
            return null;
        }
        try {
            return READER.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** Whether the text starts like a JSON object or array, whether or not it is one to its end. */
    static boolean looksLikeContainer(String text) {
        String stripped = text.strip();
        return !stripped.isEmpty() && (stripped.charAt(0) == '[' || stripped.charAt(0) == '{');
    }

    static JsonNode field(JsonNode holder, String... spellings) {
        for (String spelling : spellings) {
            JsonNode value = holder.get(spelling);
            if (value != null && !value.isNull()) {
                return value;
            }
        }
        return null;
    }

    static String text(JsonNode holder, String... spellings) {
        for (String spelling : spellings) {
            String text = text(holder.get(spelling));
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** What the node says: the text itself, a number as text, JSON as text; {@code null} if it says nothing. */
    static String text(JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (node.isContainerNode()) {
            return node.isEmpty() ? null : node.toString();
        }
        String text = node.asText();
        return text.isBlank() || "null".equals(text) ? null : text;
    }

    /** The entries of an array, also of one that is sent as text; a lone object is an array of one. */
    static List<JsonNode> entries(JsonNode node) {
        JsonNode container = container(node);
        if (container == null) {
            return List.of();
        }
        if (container.isObject()) {
            return List.of(container);
        }
        List<JsonNode> entries = new ArrayList<>(container.size());
        container.forEach(entries::add);
        return entries;
    }

    /** A list of ids: an array, an array sent as text, or plain text with commas between the ids. */
    static List<String> ids(JsonNode node) {
        List<String> ids = new ArrayList<>();
        String text = text(node);
        if (text != null && !looksLikeContainer(text)) {
            for (String id : text.split(",")) {
                addUnlessNull(ids, text(NODES.textNode(id.strip())));
            }
        } else {
            entries(node).forEach(entry -> addUnlessNull(ids, text(entry)));
        }
        return ids;
    }

    private static void addUnlessNull(List<String> ids, String id) {
        if (id != null) {
            ids.add(id);
        }
    }
}
