package io.bactrian.dingtalk.callback;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.callback.CallbackCrypto;
import io.bactrian.callback.CallbackGate;
import io.bactrian.callback.CallbackQuery;
import io.bactrian.callback.CallbackRefusedException;
import io.bactrian.callback.Refusal;
import io.bactrian.connection.Connections;
import io.bactrian.dingtalk.DingTalkCallRules;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What the steps of a push do: it is checked, told, and answered, or it is refused. Thread-safe. */
final class CallbackReceiver {
    /** The push that is in hand, on the exchange, once it is known to be DingTalk's. */
    private static final String PUSH = "BactrianDingTalkPush";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final CallbackGate gate;
    private final Clock clock;

    CallbackReceiver(Connections connections, Clock clock) {
        this.gate = new CallbackGate(DingTalkCallRules.PLATFORM, connections, List.of("POST"), clock);
        this.clock = clock;
    }

    private record Push(CallbackCrypto crypto, boolean isToTell) {}

    CallbackGate gate() {
        return gate;
    }

    /** A request to the event that it tells. */
    void receive(Exchange exchange) throws CallbackRefusedException {
        Message message = exchange.getMessage();
        CallbackGate.Visit visit = gate.begin(exchange);
        CallbackQuery query = CallbackQuery.read(message);
        String encrypted = encrypted(message);
        gate.admit(visit, query, encrypted);
        PushedEvent event = PushedEvent.ofPush(visit.crypto().decrypt(encrypted));
        boolean isToTell = !event.isCheck() && !visit.isAgain();
        exchange.setProperty(PUSH, new Push(visit.crypto(), isToTell));
        if (isToTell) {
            EventMessage.put(message, visit.connection(), EventMessage.CALLBACK, event);
        }
    }

    private static String encrypted(Message message) throws CallbackRefusedException {
        JsonNode encrypted = PushJson.object(CallbackGate.body(message)).get("encrypt");
        if (encrypted == null || !encrypted.isTextual() || encrypted.asText().isEmpty()) {
            throw new CallbackRefusedException(Refusal.MALFORMED);
        }
        return encrypted.asText();
    }

    /** Whether there is something to be told. */
    static boolean isToTell(Exchange exchange) {
        return exchange.getProperty(PUSH, Push.class).isToTell;
    }

    /** The encrypted {@code success}. */
    void acknowledge(Exchange exchange) {
        CallbackCrypto crypto = exchange.getProperty(PUSH, Push.class).crypto;
        byte[] random = new byte[8];
        RANDOM.nextBytes(random);
        String nonce = HexFormat.of().formatHex(random);
        String timestamp = String.valueOf(clock.millis());
        String encrypted = crypto.encrypt("success");
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("msg_signature", crypto.sign(timestamp, nonce, encrypted));
        answer.put("timeStamp", timestamp);
        answer.put("nonce", nonce);
        answer.put("encrypt", encrypted);
        gate.acknowledge(exchange, "application/json", PushJson.bytes(answer));
    }
}
