package io.bactrian.callback;

import io.bactrian.connection.Connection;
import io.bactrian.connection.Connections;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultMessage;

/**
 * Lets in what a platform pushes and refuses the rest: known connection, right signature, a time near ours. What is
 * stored already and comes again, because its answer was lost, is answered again and not told again. Thread-safe.
 */
public final class CallbackGate {
    /** No event is as big, ids and a title; more is not looked at. */
    public static final int LARGEST = 64 * 1024;

    private static final String VISIT = "BactrianCallbackVisit";
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Pattern TIMESTAMP = Pattern.compile("\\d{10}|\\d{13}");
    private static final int SECONDS = 10;

    private final Map<String, CallbackCrypto> cryptos = new HashMap<>();
    private final List<String> methods;
    private final Clock clock;
    private final SeenRequests seen;
    private final RefusalLog log;

    /** A gate for the connections of one platform, which uses these methods of HTTP. */
    public CallbackGate(String platform, Connections connections, List<String> methods, Clock clock) {
        for (Connection connection : connections.all()) {
            if (connection.platform().equals(platform)) {
                connection
                        .events()
                        .callback()
                        .ifPresent(callback -> cryptos.put(connection.name(), new CallbackCrypto(callback)));
            }
        }
        this.methods = List.copyOf(methods);
        this.clock = clock;
        this.seen = new SeenRequests(clock, WINDOW);
        this.log = new RefusalLog(clock);
    }

    /** What is known of a request so far. Confined to its exchange. */
    public static final class Visit {
        private final String connection;
        private final CallbackCrypto crypto;
        private String key;
        private boolean isAgain;

        private Visit(String connection, CallbackCrypto crypto) {
            this.connection = connection;
            this.crypto = crypto;
        }

        /** The connection's name. */
        public String connection() {
            return connection;
        }

        public CallbackCrypto crypto() {
            return crypto;
        }

        /** Whether it was answered before to the letter, so that nothing of it is left to do. */
        public boolean isAgain() {
            return isAgain;
        }
    }

    /** A request that is meant for one of the connections; nothing else of it is believed yet. */
    public Visit begin(Exchange exchange) throws CallbackRefusedException {
        Message message = exchange.getMessage();
        if (!methods.contains(message.getHeader(Exchange.HTTP_METHOD, "", String.class))) {
            throw new CallbackRefusedException(Refusal.METHOD);
        }
        // the last part of the path, whatever stands before it at a reverse proxy
        String path = message.getHeader(Exchange.HTTP_PATH, "", String.class);
        String connection = path.substring(path.lastIndexOf('/') + 1);
        CallbackCrypto crypto = cryptos.get(connection);
        if (crypto == null) {
            throw new CallbackRefusedException(Refusal.UNKNOWN);
        }
        Visit visit = new Visit(connection, crypto);
        exchange.setProperty(VISIT, visit);
        return visit;
    }

    /** The request's body, not longer than an event can be. */
    public static byte[] body(Message message) throws CallbackRefusedException {
        byte[] body = message.getBody(byte[].class);
        if (body != null && body.length > LARGEST) {
            throw new CallbackRefusedException(Refusal.TOO_BIG);
        }
        return body == null ? new byte[0] : body;
    }

    /** Believes that the platform has sent {@code encrypted} now; {@link Visit#isAgain} says whether it did before. */
    public void admit(Visit visit, CallbackQuery query, String encrypted) throws CallbackRefusedException {
        String signature = visit.crypto.sign(query.timestamp(), query.nonce(), encrypted);
        if (query.signatures().stream().noneMatch(given -> CallbackCrypto.isSame(given, signature))) {
            throw new CallbackRefusedException(
                    Refusal.SIGNATURE, "forged, or callback-token is not the one that the platform has");
        }
        if (!TIMESTAMP.matcher(query.timestamp()).matches()) {
            throw new CallbackRefusedException(Refusal.MALFORMED);
        }
        if (Math.abs(clock.millis() - millis(query.timestamp())) > WINDOW.toMillis()) {
            throw new CallbackRefusedException(Refusal.TIME, "is the clock of this machine right?");
        }
        // by the signature alone: it covers the rest, however its parts are cut
        String key = visit.connection + " " + signature;
        switch (seen.note(key)) {
            case NEW -> visit.key = key;
            case IN_HAND -> throw new CallbackRefusedException(Refusal.IN_HAND);
            case ANSWERED -> visit.isAgain = true;
        }
    }

    /** Milliseconds, or seconds. */
    private static long millis(String timestamp) {
        long value = Long.parseLong(timestamp);
        return timestamp.length() == SECONDS ? Duration.ofSeconds(value).toMillis() : value;
    }

    /** What the exchange failed with, as the answer: one short clause, and one line in the log at most. */
    public void refuse(Exchange exchange) {
        CallbackRefusedException refused =
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, CallbackRefusedException.class);
        refuse(exchange, refused.refusal(), refused.detail().orElse(null));
    }

    /** Not stored: the platform is asked to push it again, by an answer that is none. */
    public void notStored(Exchange exchange) {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        refuse(exchange, Refusal.NOT_STORED, cause.getClass().getSimpleName());
    }

    private void refuse(Exchange exchange, Refusal refusal, String detail) {
        Visit visit = exchange.getProperty(VISIT, Visit.class);
        if (visit != null && visit.key != null) {
            // nothing came of it, so to the letter the same may come again
            seen.forget(visit.key);
        }
        log.say(refusal, visit == null ? null : visit.connection, detail);
        byte[] body = ("{\"error\":\"" + refusal.words() + "\"}").getBytes(StandardCharsets.UTF_8);
        answer(exchange, refusal.status(), "application/json", body);
        if (refusal == Refusal.METHOD) {
            exchange.getMessage().setHeader("Allow", String.join(", ", methods));
        }
    }

    /** Answers that all is stored, and from now on the same to the letter without storing it again. */
    public void acknowledge(Exchange exchange, String type, byte[] body) {
        Visit visit = exchange.getProperty(VISIT, Visit.class);
        answer(exchange, 200, type, body);
        if (visit.key != null) {
            seen.answered(visit.key);
        }
    }

    /** A message of its own: whatever is left in the headers of the request would go back with it. */
    private static void answer(Exchange exchange, int status, String type, byte[] body) {
        Message message = new DefaultMessage(exchange);
        exchange.setMessage(message);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, type);
        message.setBody(body);
    }
}
