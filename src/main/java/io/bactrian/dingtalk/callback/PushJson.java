package io.bactrian.dingtalk.callback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bactrian.callback.CallbackRefusedException;
import io.bactrian.callback.Refusal;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** The JSON of pushes. What is wrong with one is never quoted: it may hold personal data. */
final class PushJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    private static final int DIGITS = 40;

    private PushJson() {}

    static JsonNode object(byte[] text) throws CallbackRefusedException {
        try {
            JsonNode json = MAPPER.readTree(text);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (IOException e) {
            // falls through to the refusal below
        }
        throw new CallbackRefusedException(Refusal.MALFORMED);
    }

    /** The object that a node is, or holds as text; {@code null} if it is neither. */
    static JsonNode container(JsonNode node) {
        if (node == null || node.isContainerNode()) {
            return node;
        }
        try {
            JsonNode json = node.isTextual() ? MAPPER.readTree(node.asText()) : null;
            return json != null && json.isContainerNode() ? json : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    static Map<String, Object> fields(JsonNode object) {
        return MAPPER.convertValue(object, FIELDS);
    }

    static byte[] bytes(Map<String, ?> fields) {
        try {
            return MAPPER.writeValueAsBytes(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read as JSON cannot be written as such");
        }
    }

    /** The same for the same content, whatever the order of its fields. */
    static String hash(Map<String, ?> fields) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes(fields));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
