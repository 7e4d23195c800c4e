package io.bactrian.dingtalk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.approval.Approval;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Consumer;

/** Recorded answers, and the mapper as the tests use it. */
final class Answers {
    static final ObjectMapper JSON = new ObjectMapper();
    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    static final String ID = "k7Hq1Zp3T9i0bXvY2LmN4A05531767575537";
    static final Instant READ_AT = Instant.parse("2026-01-07T00:00:00Z");

    private Answers() {}

    static String read(String fixture) {
        try (InputStream in = Answers.class.getResourceAsStream("/dingtalk/" + fixture + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Approval recorded(String fixture) {
        return map(read(fixture));
    }

    static Approval map(String payload) {
        return new ApprovalMapper(SHANGHAI).map("acme", ID, "PROC-7C0E51D2", payload, READ_AT);
    }

    /** The completed approval with a change made to its {@code result}. */
    static Approval changed(Consumer<ObjectNode> change) {
        ObjectNode answer = (ObjectNode) json(read("detail-completed"));
        change.accept((ObjectNode) answer.get("result"));
        return map(answer.toString());
    }

    static ObjectNode component(String kind, String name, String value) {
        return JSON.createObjectNode()
                .put("id", kind + "_1")
                .put("name", name)
                .put("componentType", kind)
                .put("value", value);
    }

    static ObjectNode clean(ObjectNode... components) {
        ArrayNode form = JSON.createArrayNode();
        for (ObjectNode component : components) {
            form.add(component);
        }
        return FormDecoder.clean(form);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
