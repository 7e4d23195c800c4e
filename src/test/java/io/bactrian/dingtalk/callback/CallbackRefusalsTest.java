package io.bactrian.dingtalk.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.callback.CallbackCrypto;
import io.bactrian.connection.EventSettings;
import io.bactrian.connection.Secret;
import io.bactrian.dingtalk.callback.CallbackServer.Push;
import io.bactrian.promise.TravelClock;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are not DingTalk's: a short answer, and nothing is told. */
class CallbackRefusalsTest {
    private static final String EVENT = "{\"EventType\":\"a\",\"eventId\":\"e-1\",\"title\":\"a-private-title\"}";

    private final TravelClock clock = new TravelClock();

    @TempDir
    private Path folder;

    private CallbackServer server;

    @BeforeEach
    void start() throws Exception {
        server = new CallbackServer(clock, folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aForgedOneIsRefused() throws Exception {
        Push push = server.push(EVENT);
        Push other = server.push(EVENT.replace("e-1", "e-2"));

        assertRefused(
                403,
                server.post("/callback/dingtalk/dingtalk?" + push.query("signature", "0".repeat(40)), push.body()));
        assertRefused(403, server.post("/callback/dingtalk/dingtalk?" + push.query("signature", ""), push.body()));
        assertRefused(403, server.post("/callback/dingtalk/dingtalk?" + push.query(), other.body()));
        assertRefused(
                403,
                server.post("/callback/dingtalk/dingtalk?" + push.query().replace("nonce=", "nonce=x"), push.body()));
    }

    @Test
    void oneThatComesAgainIsToldOnceHoweverItsPartsAreCutAndRefusedWhenItIsOld() throws Exception {
        Push push = server.push(EVENT);
        assertThat(server.post(push).statusCode()).isEqualTo(200);

        HttpResponse<String> again = server.post(push);
        assertThat(again.statusCode()).isEqualTo(200);
        JsonNode answer = new ObjectMapper().readTree(again.body());
        assertThat(server.crypto.decrypt(answer.path("encrypt").asText())).isEqualTo("success");
        assertThat(server.post(
                                "/callback/dingtalk/dingtalk?" + push.query("msg_signature", push.signature()),
                                push.body())
                        .statusCode())
                .isEqualTo(200);
        clock.jump(Duration.ofMinutes(4));
        assertThat(server.post(push).statusCode()).isEqualTo(200);
        assertThat(server.told).hasSize(1);

        server.told.clear();
        clock.jump(Duration.ofMinutes(2));
        assertRefused(403, server.post(push));
    }

    @Test
    void oneThatIsLateOrEarlyIsRefused() throws Exception {
        Push late = server.push(EVENT);
        clock.jump(Duration.ofMinutes(5).plusSeconds(1));
        assertRefused(403, server.post(late));

        Push early = server.push(EVENT);
        assertRefused(
                403,
                server.post(new Push(
                        String.valueOf(clock.millis() + Duration.ofMinutes(6).toMillis()),
                        early.nonce(),
                        early.encrypted())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "now", "-1", "99999999999999999999", "12345678901234567890123456789012345678901234567890"})
    void aTimestampThatIsNoneIsMalformed(String timestamp) throws Exception {
        Push push = server.push(EVENT);

        assertRefused(400, server.post(new Push(timestamp, push.nonce(), push.encrypted())));
    }

    @Test
    void oneForAnotherOwnerIsRefused() throws Exception {
        CallbackCrypto stranger = new CallbackCrypto(new EventSettings.Callback(
                new Secret(CallbackServer.TOKEN), new Secret(CallbackServer.KEY), "dingstranger", Optional.empty()));
        Push push = server.push(EVENT);

        assertRefused(403, server.post(new Push(push.timestamp(), push.nonce(), stranger.encrypt(EVENT))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"text\"",
                "{}",
                "{\"encrypt\":7}",
                "{\"encrypt\":null}",
                "{\"encrypt\":\"\"}",
                "{\"encrypt\":\"YWJj\"} trailing",
                "\u0000\u0001",
                "encrypt=YWJj"
            })
    void aBodyThatIsNotTheJsonItShouldBeIsMalformed(String body) throws Exception {
        assertRefused(
                400,
                server.post("/callback/dingtalk/dingtalk?" + server.push(EVENT).query(), body));
    }

    @Test
    void jsonThatIsNestedTenThousandTimesIsMalformed() throws Exception {
        String deep = "{\"encrypt\":".concat("[".repeat(10_000));

        assertRefused(
                400,
                server.post("/callback/dingtalk/dingtalk?" + server.push(EVENT).query(), deep));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no json", "[]", "{}", "{\"EventType\":\"\"}", "{\"EventType\":null,\"eventId\":\"1\"}"})
    void aSignedEventThatIsNoneIsMalformed(String event) throws Exception {
        assertRefused(400, server.post(server.push(event)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "signature=a",
                "signature=a&timestamp=1&nonce=",
                "timestamp=1&nonce=2",
                "signature=a&timestamp=1&nonce=%",
                "signature=a&signature=b&timestamp=1&nonce=2",
                "&&&==&"
            })
    void anAddressWithoutItsPartsIsMalformed(String query) throws Exception {
        String body = server.push(EVENT).body();

        assertThat(raw("POST /callback/dingtalk/dingtalk?" + query, body)).startsWith("HTTP/1.1 400");
        assertThat(server.told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"})
    void onlyPostIsServed(String method) throws Exception {
        Push push = server.push(EVENT);
        HttpResponse<String> answer = server.send(server.request("/callback/dingtalk/dingtalk?" + push.query())
                .method(method, HttpRequest.BodyPublishers.ofString(push.body())));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
        assertThat(server.told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/callback/dingtalk/unknown",
                "/callback/dingtalk/silent",
                "/callback/dingtalk/",
                "/callback/dingtalk/dingtalk/",
                "/callback/dingtalk/%2e%2e/dingtalk/x",
                "/callback/dingtalk/..%2fdingtalk",
                "/callback/dingtalk/x%2Fdingtalk",
                "/callback/dingtalk/dingtalk%00",
                "/callback/dingtalk/dingtalk;a=b",
                "/callback/dingtalk/DINGTALK",
                "/callback/dingtalk/%E6%B1%89",
                "/callback/dingtalk/${camelContext.name}",
                "/other"
            })
    void anAddressThatIsNoneIsNotThere(String path) throws Exception {
        Push push = server.push(EVENT);
        String answer = raw("POST " + path + "?" + push.query(), push.body());

        assertThat(answer).matches("(?s)HTTP/1.1 40[04].*").doesNotContain("camel", "bactrian", "Exception");
        assertThat(server.told).isEmpty();
    }

    @Test
    void headersThatTalkLikeCamelChangeNothing() throws Exception {
        Push push = server.push(EVENT);
        HttpResponse<String> answer = server.send(server.request("/callback/dingtalk/dingtalk?" + push.query()
                        + "&CamelHttpPath=/factory&CamelHttpMethod=GET&connection=factory")
                .header("CamelHttpPath", "/callback/dingtalk/factory")
                .header("CamelDingTalkEventId", "forged")
                .header("camelhttpmethod", "GET")
                .POST(HttpRequest.BodyPublishers.ofString(push.body())));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map().keySet()).containsExactlyInAnyOrder("content-length", "content-type");
        assertThat(server.told.remove().headers())
                .containsEntry("CamelDingTalkEventId", "e-1")
                .containsEntry("CamelDingTalkConnection", "dingtalk");
    }

    @Test
    void tenMegabytesAreRefusedBeforeTheyAreRead() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /callback/dingtalk/dingtalk?" + server.push(EVENT).query()
                            + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 10485760\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();

            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 413");
        }
        assertThat(server.told).isEmpty();
    }

    @Test
    void moreThanAnEventNeedsIsRefusedAlsoWhereTheServerTakesMore() throws Exception {
        Push push = server.push(EVENT);

        assertRefused(
                413, server.post("/callback/dingtalk/dingtalk?" + push.query(), push.body() + " ".repeat(65_536)));
        assertThat(server.post(
                                "/callback/dingtalk/dingtalk?" + push.query(),
                                push.body() + " ".repeat(65_000 - push.body().length()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void tenMegabytesOfUnknownLengthAreRefused() throws Exception {
        HttpRequest.Builder request = server.request(
                        "/callback/dingtalk/dingtalk?" + server.push(EVENT).query())
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[10 << 20])));

        assertThat(server.send(request).statusCode()).isEqualTo(413);
        assertThat(server.told).isEmpty();
    }

    private void assertRefused(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).matches("\\{\"error\":\"[a-z ]{5,60}\"}");
        assertThat(answer.headers().map().keySet()).containsExactlyInAnyOrder("content-length", "content-type");
        assertThat(server.told).isEmpty();
    }

    /** To the letter, as no client would send it. */
    private String raw(String request, String body) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " + body.length()
                                    + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
