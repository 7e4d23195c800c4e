package io.bactrian.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes what is pushed, checks the signature and answers as the platform demands, or badly. */
final class CallbackReceiver implements AutoCloseable {
    static final String TOKEN = "123456";
    static final String AES_KEY = "1234567890123456789012345678901234567890123";

    private final CallbackCrypto crypto;
    private final HttpServer server;
    private final List<JsonNode> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger failNext = new AtomicInteger();
    private volatile String word = "success";

    CallbackReceiver(String ownerKey) {
        crypto = new CallbackCrypto(TOKEN, AES_KEY, ownerKey);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/events?app=1";
    }

    /** Everything but the check calls. */
    List<JsonNode> received() {
        return received;
    }

    void failNext(int pushes) {
        failNext.set(pushes);
    }

    void answerWith(String other) {
        word = other;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> query = Call.decode(exchange.getRequestURI().getRawQuery());
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String encrypted = StreamFrames.read(body).path("encrypt").asText();
            String expected = crypto.signature(query.get("timestamp"), query.get("nonce"), encrypted);
            boolean genuine = expected.equals(query.get("signature")) && expected.equals(query.get("msg_signature"));
            JsonNode message = StreamFrames.read(crypto.decrypt(encrypted));
            boolean check = message.path("EventType").asText().equals("check_url");
            if (!genuine || !check && failNext.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                exchange.sendResponseHeaders(500, -1);
                return;
            }
            if (!check) {
                received.add(message);
            }
            byte[] answer = answer().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private String answer() {
        String encrypted = crypto.encrypt(word);
        return JsonNodeFactory.instance
                .objectNode()
                .put("msg_signature", crypto.signature("1767575537650", "abc123xyz", encrypted))
                .put("timeStamp", "1767575537650")
                .put("nonce", "abc123xyz")
                .put("encrypt", encrypted)
                .toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
