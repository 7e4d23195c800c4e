package io.bactrian.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.connection.Connections;
import io.bactrian.connection.Settings;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where no key is set, this machine is answered and nobody else, however he comes. */
class WithoutKeysTest {
    private static ApiWorld world;
    private static int port;

    @BeforeAll
    static void open() {
        world = new ApiWorld(Map.of()).serve();
        port = URI.create(world.address()).getPort();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost:%d",
                "Host: 127.0.0.1:%d",
                "Host: LOCALHOST",
                "Host: localhost:%d\r\nOrigin: http://localhost:%d"
            })
    void aProgramOfThisMachineIsAnswered(String headers) throws IOException {
        assertThat(status(headers)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example.com:%d",
                "Host: 127.0.0.1.evil.example.com",
                "Host: localhost.evil.example.com:%d",
                "Host: 192.168.1.7:%d",
                "Host: localhost:%d\r\nX-Forwarded-For: 203.0.113.7",
                "Host: localhost:%d\r\nForwarded: for=203.0.113.7",
                "Host: localhost:%d\r\nX-Real-IP: 127.0.0.1",
                "Host: localhost:%d\r\nX-Forwarded-Proto: https",
                "Host: localhost:%d\r\nVia: 1.1 proxy",
                "Host: localhost:%d\r\nOrigin: http://evil.example.com",
                "Host: localhost:%d\r\nOrigin: null",
                "Host: localhost:%d\r\nSec-Fetch-Site: cross-site"
            })
    void whatMayComeFromElsewhereIsRefusedInASentence(String headers) throws IOException {
        String answer = exchange(port, headers);
        assertThat(answer).startsWith("HTTP/1.1 403");
        assertThat(message(answer)).contains("on this machine only", "api.key.<name>.hash");
    }

    @Test
    void whereAProxyHasToStandItIsNotBelievedThatThisMachineAsks() throws IOException {
        try (ApiWorld pushed = new ApiWorld(Map.of(
                "connection.dingtalk.events", "callback",
                "connection.dingtalk.callback-token", "token123",
                "connection.dingtalk.callback-aes-key", "1234567890123456789012345678901234567890123",
                "camel.main.name", "pushed"))) {
            pushed.serve();
            // as it comes through one that adds no header of its own
            String answer = exchange(URI.create(pushed.address()).getPort(), "Host: localhost:8080");
            assertThat(answer).startsWith("HTTP/1.1 403");
            assertThat(message(answer))
                    .isEqualTo(
                            "No key is set, and connection.dingtalk.events is callback, so others can come in and the"
                                    + " API answers nobody; set api.key.<name>.hash (./bactrian api-key makes one).");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080, false",
        "127.8.9.10:8080, false",
        "localhost:8080, false",
        "[::1]:8080, false",
        "0.0.0.0:8080, true",
        "[::]:8080, true",
        "10.1.2.3:8080, true",
        "127.0.0.1.example.com:8080, true"
    })
    void whereOthersReachTheAddressNobodyIsAnswered(String listen, boolean isShut) {
        Keyless keyless = Keyless.of(new Settings(Map.of("http.listen", listen)::get), new Connections(List.of()));
        assertThat(keyless.isShut()).isEqualTo(isShut);
        assertThat(keyless.sentence().contains("BACTRIAN_HTTP")).isEqualTo(isShut);
    }

    @Test
    void whatIsPrivateStaysSo() {
        assertThat(world.world().runtime().connections().all()).hasSize(1);
        assertThat(Permissions.ALL_BUT_PRIVATE.allow(world.world().connection(), Right.SYNC_ALL))
                .isTrue();
        assertThat(Permissions.ALL_BUT_PRIVATE.allow(world.world().connection(), Right.USER_PRIVATE))
                .isFalse();
    }

    private static int status(String headers) throws IOException {
        return Integer.parseInt(exchange(port, headers).split(" ")[1]);
    }

    private static String message(String answer) throws IOException {
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        return new ObjectMapper().readTree(body).path("message").asText();
    }

    private static String exchange(int at, String headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", at)) {
            socket.setSoTimeout(20_000);
            String request = "GET /api/v1/dingtalk/departments HTTP/1.1\r\n"
                    + headers.replace("%d", Integer.toString(at)) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
