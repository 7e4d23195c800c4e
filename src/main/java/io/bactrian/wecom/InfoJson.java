package io.bactrian.wecom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bactrian.approval.MalformedAnswerException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Reads the JSON of approvals: numbers may be text and text numbers, and what has no value is empty or missing. */
final class InfoJson {
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build()
            .reader();

    private InfoJson() {}

    static JsonNode answer(String payload) {
        try {
            JsonNode answer = payload == null ? null : READER.readTree(payload);
            if (answer != null && answer.isObject()) {
                return answer;
            }
        } catch (JsonProcessingException e) {
            // falls through to the refusal below
        }
        throw new MalformedAnswerException("The answer is not a JSON object.");
    }

    /** What the node says; {@code null} if it says nothing. */
    static String text(JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode() || node.isContainerNode()) {
            return null;
        }
        String text = node.asText();
        return text.isBlank() ? null : text;
    }

    /** The entries of an array; a lone object is an array of one. */
    static List<JsonNode> list(JsonNode node) {
        List<JsonNode> entries = new ArrayList<>();
        if (node != null && node.isArray()) {
            node.forEach(entries::add);
        } else if (node != null && node.isObject() && !node.isEmpty()) {
            entries.add(node);
        }
        return entries;
    }

    /** The ids of an array of {@code {"userid":…}}, or of one of them. */
    static List<String> userIds(JsonNode people) {
        List<String> ids = new ArrayList<>();
        for (JsonNode person : list(people)) {
            String id = userId(person.get("userid"));
            if (id != null && !ids.contains(id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** An id in the one spelling that we keep, because WeCom compares them without case. */
    static String userId(JsonNode node) {
        return WeComIds.user(text(node));
    }

    /** Seconds since 1970; 0 where there is no time, or none that a database can hold. */
    static long seconds(JsonNode node) {
        String text = text(node);
        try {
            long seconds = text == null ? 0 : Long.parseLong(text.strip());
            return seconds > 0 && seconds < 253_000_000_000L ? seconds : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** {@code null} for 0. */
    static LocalDateTime time(long seconds, ZoneId zone) {
        try {
            return seconds == 0 ? null : LocalDateTime.ofInstant(Instant.ofEpochSecond(seconds), zone);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The text in Chinese, or the first there is, of an array of {@code {"text":…,"lang":…}}. */
    static String inLanguages(JsonNode texts) {
        String first = null;
        for (JsonNode entry : list(texts)) {
            String text = text(entry.get("text"));
            if (text != null && "zh_CN".equals(text(entry.get("lang")))) {
                return text;
            }
            first = first == null ? text : first;
        }
        return first;
    }
}
