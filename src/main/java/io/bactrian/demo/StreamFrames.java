package io.bactrian.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Frames of the stream: one JSON text each, whose headers are all texts and whose data is JSON in a text. */
final class StreamFrames {
    private static final String APP = "4be1-app-77";

    private StreamFrames() {}

    static String event(CompanyEvent event, String messageId, String connectionId) {
        ObjectNode frame = frame("EVENT", "*", messageId, event.data());
        frame.withObject("/headers")
                .put("appId", APP)
                .put("connectionId", connectionId)
                .put("eventId", event.id())
                .put("eventType", event.type())
                .put("eventBornTime", Long.toString(event.bornAt()))
                .put("eventCorpId", event.corpId())
                .put("eventUnifiedAppId", APP);
        return frame.toString();
    }

    static String ping(String messageId) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("opaque", messageId);
        return frame("SYSTEM", "ping", messageId, data).toString();
    }

    static String disconnect(String messageId) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("reason", "connection is expired");
        return frame("SYSTEM", "disconnect", messageId, data).toString();
    }

    private static ObjectNode frame(String type, String topic, String messageId, ObjectNode data) {
        ObjectNode frame =
                JsonNodeFactory.instance.objectNode().put("specVersion", "1.0").put("type", type);
        frame.putObject("headers")
                .put("messageId", messageId)
                .put("contentType", "application/json")
                .put("time", Long.toString(System.currentTimeMillis()))
                .put("topic", topic);
        return frame.put("data", data.toString());
    }

    /** The message id that a client's frame answers; empty if it is no answer. */
    static String answered(JsonNode answer) {
        return answer.path("headers").path("messageId").asText();
    }

    /** {@code SUCCESS}, {@code LATER}, or the code of anything else. */
    static String status(JsonNode answer) {
        int code = answer.path("code").asInt();
        if (code != 200) {
            return Integer.toString(code);
        }
        return read(answer.path("data").asText()).path("status").asText("null");
    }

    static JsonNode read(String text) {
        try {
            return Reply.MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            return JsonNodeFactory.instance.missingNode();
        }
    }
}
