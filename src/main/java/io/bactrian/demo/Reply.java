package io.bactrian.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One answer, and why it is a refusal if it is one.
 *
 * @param status HTTP status, 0 to close the connection without an answer, -1 to leave it open without one
 * @param type content type
 * @param body bytes before compression
 * @param refused null for a proper answer
 */
public record Reply(int status, String type, byte[] body, Meter.Refused refused) {
    static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String JSON = "application/json;charset=utf-8";
    private static final AtomicLong REQUESTS = new AtomicLong(0x1a2b3c);

    /** The connection ends without an answer. */
    public static final Reply CLOSED = new Reply(0, JSON, new byte[0], Meter.Refused.FAULT);

    /** The client waits until it tires. */
    static final Reply NEVER = new Reply(-1, JSON, new byte[0], Meter.Refused.FAULT);

    public static Reply json(JsonNode body) {
        return new Reply(200, JSON, bytes(body), null);
    }

    /** A success of the old generation; {@code result} may be null. */
    static Reply old(JsonNode result) {
        ObjectNode body = oldHead(0, "ok");
        if (result != null) {
            body.set("result", result);
        }
        return json(body);
    }

    static Reply oldError(int errcode, String message, Meter.Refused why) {
        return new Reply(200, JSON, bytes(oldHead(errcode, message)), why);
    }

    /** What the gateway of the old generation refuses: the real code is inside. */
    static Reply oldWrapped(int subCode, String message, Meter.Refused why) {
        ObjectNode body = oldHead(88, "ding talk error[subcode=" + subCode + ",submsg=" + message + "]");
        body.put("sub_code", Integer.toString(subCode)).put("sub_msg", message);
        return new Reply(200, JSON, bytes(body), why);
    }

    static Reply newError(int status, String code, String message, Meter.Refused why) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("code", code).put("requestid", requestId()).put("message", message);
        return new Reply(status, JSON, bytes(body), why);
    }

    static Reply failure(Faults.Failure failure) {
        Meter.Refused why = Meter.Refused.FAULT;
        return switch (failure) {
            case HTTP_500 -> newError(500, "systemError", "系统错误", why);
            case HTTP_503 -> newError(503, "operationTimeout", "Service Unavailable", why);
            case BUSY_429 -> newError(429, "system.busy", "系统繁忙", why);
            case BAN_PAGE -> new Reply(200, "text/html", utf8("<!DOCTYPE html><html><body>访问被拒绝</body></html>"), why);
            case BAN_JSON ->
                new Reply(
                        200,
                        JSON,
                        utf8("{\"status\":1111,\"wait\":5,\"source\":\"x5\",\"punish\":\"deny\",\"uuid\":\""
                                + requestId() + "\"}"),
                        why);
            case CLOSED, BROKEN_JSON -> CLOSED;
        };
    }

    /** The same, cut in the middle. */
    public Reply broken() {
        byte[] half = Arrays.copyOf(body, body.length / 2);
        return new Reply(status, type, half, Meter.Refused.FAULT);
    }

    private static ObjectNode oldHead(int errcode, String message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("errcode", errcode)
                .put("errmsg", message)
                .put("request_id", requestId());
    }

    private static String requestId() {
        return Long.toString(REQUESTS.incrementAndGet(), 36);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
