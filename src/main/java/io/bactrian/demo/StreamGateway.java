package io.bactrian.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/** Gives tickets for the stream; each opens one connection, soon. Thread-safe. */
final class StreamGateway {
    private final StreamFaults faults;
    private final StreamMeter meter;
    private final IntSupplier port;
    private final Map<String, Long> tickets = new ConcurrentHashMap<>();

    StreamGateway(StreamFaults faults, StreamMeter meter, IntSupplier port) {
        this.faults = faults;
        this.meter = meter;
        this.port = port;
    }

    Endpoint endpoint() {
        return Endpoint.open("POST /v1.0/gateway/connections/open", this::open);
    }

    private Reply open(Call call) {
        meter.gatewayOpened();
        if (faults.shut()) {
            return Reply.CLOSED;
        }
        if (faults.gatewayHangs()) {
            return Reply.NEVER;
        }
        int status = faults.gatewayStatus();
        if (status != 0) {
            String code = status == 401 ? "authFailed" : "systemError";
            return Reply.newError(status, code, status == 401 ? "鉴权失败" : "系统错误", Meter.Refused.FAULT);
        }
        ObjectNode body = call.body();
        check(body.path("subscriptions"));
        if (!StandIn.CLIENT_ID.equals(text(body, "clientId"))
                || !StandIn.CLIENT_SECRET.equals(text(body, "clientSecret"))) {
            String message = "无效的clientId或者clientSecret";
            throw new Rejected(Reply.newError(400, "invalidClientIdOrSecret", message, Meter.Refused.TOKEN));
        }
        String ticket = UUID.randomUUID().toString();
        long now = System.nanoTime();
        tickets.values().removeIf(expiry -> expiry - now < 0);
        tickets.put(ticket, now + faults.ticketLife().toNanos());
        return Reply.json(JsonNodeFactory.instance
                .objectNode()
                .put("endpoint", "wss://localhost:" + port.getAsInt() + "/connect")
                .put("ticket", ticket));
    }

    /** Whether the ticket may open a connection; it never may again. */
    boolean redeem(String ticket) {
        Long expiry = ticket == null ? null : tickets.remove(ticket);
        return expiry != null && expiry - System.nanoTime() > 0;
    }

    private static void check(JsonNode subscriptions) {
        if (!subscriptions.isArray() || subscriptions.isEmpty()) {
            throw Rejected.parameter("invalidParameter", "subscriptions 不能为空");
        }
        for (JsonNode subscription : subscriptions) {
            String type = text(subscription, "type");
            String topic = text(subscription, "topic");
            boolean event = type.equals("EVENT") && topic.equals("*");
            boolean callback = type.equals("CALLBACK") && topic.startsWith("/v1.0/");
            if (!event && !callback) {
                throw Rejected.parameter("invalidParameter", "subscriptions 不合法");
            }
        }
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).isTextual() ? node.path(field).asText() : "";
    }
}
