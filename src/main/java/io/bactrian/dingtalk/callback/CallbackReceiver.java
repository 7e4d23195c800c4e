package io.bactrian.dingtalk.callback;

import io.bactrian.connection.Connection;
import io.bactrian.connection.Connections;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultMessage;

/** What the steps of a push do: it is checked, told, and answered, or it is refused. Thread-safe. */
final class CallbackReceiver {
    /** The push that is in hand, on the exchange, once it is known to be DingTalk's. */
    static final String PUSH = "BactrianDingTalkPush";

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Pattern TIMESTAMP = Pattern.compile("\\d{10}|\\d{13}");
    private static final int SECONDS = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, CallbackCrypto> cryptos = new HashMap<>();
    private final Clock clock;
    private final SeenRequests seen;
    private final RefusalLog log;

    CallbackReceiver(Connections connections, Clock clock) {
        for (Connection connection : connections.all()) {
            connection
                    .events()
                    .callback()
                    .ifPresent(callback -> cryptos.put(connection.name(), new CallbackCrypto(callback)));
        }
        this.clock = clock;
        this.seen = new SeenRequests(clock, WINDOW);
        this.log = new RefusalLog(clock);
    }

    /** A request to the event that it tells. */
    void receive(Exchange exchange) throws CallbackRefusedException {
        Message message = exchange.getMessage();
        CallbackRequest.checkMethod(message);
        String connection = CallbackRequest.connection(message);
        CallbackCrypto crypto = cryptos.get(connection);
        if (crypto == null) {
            throw new CallbackRefusedException(Refusal.UNKNOWN);
        }
        Push push = new Push(connection, crypto);
        exchange.setProperty(PUSH, push);
        CallbackRequest request = CallbackRequest.read(message);
        authenticate(request, push);
        push.event = PushedEvent.ofPush(crypto.decrypt(request.encrypted()));
        if (!push.event.isCheck()) {
            EventMessage.put(message, connection, EventMessage.CALLBACK, push.event);
        }
    }

    private void authenticate(CallbackRequest request, Push push) throws CallbackRefusedException {
        String signature = push.crypto.sign(request.timestamp(), request.nonce(), request.encrypted());
        if (request.signatures().stream().noneMatch(given -> CallbackCrypto.isSame(given, signature))) {
            throw new CallbackRefusedException(
                    Refusal.SIGNATURE, "forged, or callback-token is not the one that DingTalk has");
        }
        if (!TIMESTAMP.matcher(request.timestamp()).matches()) {
            throw new CallbackRefusedException(Refusal.MALFORMED);
        }
        if (Math.abs(clock.millis() - millis(request.timestamp())) > WINDOW.toMillis()) {
            throw new CallbackRefusedException(Refusal.TIME, "is the clock of this machine right?");
        }
        // by the signature alone: it covers the rest, however its parts are cut
        String key = push.connection + " " + signature;
        if (!seen.note(key)) {
            throw new CallbackRefusedException(Refusal.REPLAY);
        }
        push.key = key;
    }

    /** Milliseconds; the platform's own example has seconds. */
    private static long millis(String timestamp) {
        long value = Long.parseLong(timestamp);
        return timestamp.length() == SECONDS ? Duration.ofSeconds(value).toMillis() : value;
    }

    /** Whether there is something to be told. */
    static boolean isEvent(Exchange exchange) {
        return !exchange.getProperty(PUSH, Push.class).event.isCheck();
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
        answer(exchange, 200, PushJson.bytes(answer));
    }

    /** One short clause, and one line in the log at most. */
    void refuse(Exchange exchange) {
        CallbackRefusedException refused =
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, CallbackRefusedException.class);
        refuse(exchange, refused.refusal(), refused.detail().orElse(null));
    }

    /** Not stored: the platform is asked to push it again, by an answer that is none. */
    void notStored(Exchange exchange) {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        refuse(exchange, Refusal.NOT_STORED, cause.getClass().getSimpleName());
    }

    private void refuse(Exchange exchange, Refusal refusal, String detail) {
        Push push = exchange.getProperty(PUSH, Push.class);
        if (push != null && push.key != null) {
            // nothing came of it, so to the letter the same may come again
            seen.forget(push.key);
        }
        log.say(refusal, push == null ? null : push.connection, detail);
        answer(exchange, refusal.status(), PushJson.error(refusal.words()));
        if (refusal == Refusal.METHOD) {
            exchange.getMessage().setHeader("Allow", "POST");
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

    /** What is known of a request so far. Confined to its exchange. */
    static final class Push {
        private final String connection;
        private final CallbackCrypto crypto;
        private String key;
        private PushedEvent event;

        private Push(String connection, CallbackCrypto crypto) {
            this.connection = connection;
            this.crypto = crypto;
        }
    }
}
