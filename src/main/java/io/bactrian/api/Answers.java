package io.bactrian.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.store.Transactions;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers: always {@code {code, message, data}}, also where nothing was done. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int UNAVAILABLE = 503;
    private static final int UNEXPECTED = 500;

    private Answers() {}

    static byte[] json(int code, String message, Object data) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("code", code);
        answer.put("message", message);
        answer.put("data", data);
        return bytes(answer);
    }

    static byte[] bytes(Object value) {
        try {
            // by way of a text: rare characters are written as they are, and not as escapes
            return JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Maps, lists and plain values are JSON", e);
        }
    }

    static void write(Exchange exchange, Reply reply) {
        answer(exchange, reply.status(), json(reply.code(), reply.message(), reply.data()));
    }

    /** As it is, without a code around it. */
    static void writeAsItIs(Exchange exchange, byte[] json) {
        answer(exchange, 200, json);
    }

    static void refuse(Exchange exchange) {
        Refusal refusal = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Refusal.class);
        answer(exchange, refusal.status(), json(refusal.code(), refusal.getMessage(), null));
        refusal.headers().forEach(exchange.getMessage()::setHeader);
    }

    /** For what nobody expected: the log says what, the caller that it does. */
    static void fail(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (failure instanceof RuntimeException runtime && Transactions.isTroubleOfTheDatabase(runtime)) {
            LOG.warn("The API cannot reach the database: {}", failure.getMessage());
            answer(
                    exchange,
                    UNAVAILABLE,
                    json(UNAVAILABLE, "The database does not answer now; try again a little later.", null));
        } else {
            LOG.error("{} failed", exchange.getFromRouteId(), failure);
            answer(
                    exchange,
                    UNEXPECTED,
                    json(UNEXPECTED, "Something went wrong here; the log of the service says what.", null));
        }
    }

    /** A message of its own: whatever is left in the headers of the request would go back with it. */
    private static void answer(Exchange exchange, int status, byte[] body) {
        Message message = new DefaultMessage(exchange);
        exchange.setMessage(message);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody(body);
    }
}
