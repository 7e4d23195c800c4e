package io.bactrian.wecom.callback;

import io.bactrian.callback.CallbackGate;
import io.bactrian.callback.CallbackQuery;
import io.bactrian.callback.CallbackRefusedException;
import io.bactrian.callback.Refusal;
import io.bactrian.connection.Connections;
import io.bactrian.wecom.WeComCallRules;
import io.bactrian.wecom.WeComEventMapper;
import io.bactrian.wecom.XmlElement;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * What the steps of a push do. A {@code GET} asks whether the address is ours, and is answered with the text that it
 * carries, to the letter; a {@code POST} tells an event, and is answered with nothing when that is stored. Thread-safe.
 */
final class CallbackReceiver {
    private static final String ANSWER = "BactrianWeComAnswer";
    private static final byte[] NOTHING = {};

    private final CallbackGate gate;
    private final WeComEventMapper mapper;
    private final Clock clock;

    CallbackReceiver(Connections connections, Clock clock, ZoneId zone) {
        this.gate = new CallbackGate(WeComCallRules.PLATFORM, connections, List.of("GET", "POST"), clock);
        this.mapper = new WeComEventMapper(zone);
        this.clock = clock;
    }

    CallbackGate gate() {
        return gate;
    }

    /** A request to the event that it tells, or to nothing. */
    void receive(Exchange exchange) throws CallbackRefusedException {
        Message message = exchange.getMessage();
        CallbackGate.Visit visit = gate.begin(exchange);
        boolean isCheck = "GET".equals(message.getHeader(Exchange.HTTP_METHOD, String.class));
        CallbackQuery query = CallbackQuery.read(message);
        String encrypted =
                isCheck ? query.parameter("echostr").orElseThrow(CallbackReceiver::malformed) : encrypted(message);
        gate.admit(visit, query, encrypted);
        if (visit.isAgain() && isCheck) {
            // its answer is a text in clear: whoever overheard a push is not told what is in it
            throw new CallbackRefusedException(Refusal.REPLAY);
        }
        String text = visit.crypto().decrypt(encrypted);
        // whatever was in the headers of the request goes no further
        message.removeHeaders("*");
        if (isCheck) {
            exchange.setProperty(ANSWER, text.getBytes(StandardCharsets.UTF_8));
            message.setBody(null);
        } else if (visit.isAgain()) {
            message.setBody(null);
        } else {
            XmlElement event =
                    XmlElement.parse(text.getBytes(StandardCharsets.UTF_8)).orElseThrow(CallbackReceiver::malformed);
            message.setBody(
                    mapper.map(visit.connection(), text, event, clock.millis()).orElse(null));
        }
    }

    private static String encrypted(Message message) throws CallbackRefusedException {
        String encrypted = XmlElement.parse(CallbackGate.body(message))
                .orElseThrow(CallbackReceiver::malformed)
                .text("Encrypt");
        if (encrypted == null) {
            throw malformed();
        }
        return encrypted;
    }

    private static CallbackRefusedException malformed() {
        return new CallbackRefusedException(Refusal.MALFORMED);
    }

    /** The text of the check, or nothing. */
    void acknowledge(Exchange exchange) {
        gate.acknowledge(exchange, "text/plain", exchange.getProperty(ANSWER, NOTHING, byte[].class));
    }
}
