package io.bactrian.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where no key is set, this machine is answered and nobody else, however he comes. */
class WithoutKeysTest {
    private static ApiWorld world;
    private static int port;

    @BeforeAll
    static void open() {
        world = new ApiWorld(Map.of());
        String listen = world.world().settings().get("http.listen");
        port = Integer.parseInt(listen.substring(listen.indexOf(':') + 1));
        world.world().settings().put("http.listen", "0.0.0.0:" + port);
        world.serve();
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
        assertThat(status("127.0.0.1", headers)).isEqualTo(200);
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
                "Host: localhost:%d\r\nVia: 1.1 proxy",
                "Host: localhost:%d\r\nOrigin: http://evil.example.com",
                "Host: localhost:%d\r\nOrigin: null",
                "Host: localhost:%d\r\nSec-Fetch-Site: cross-site"
            })
    void whatMayComeFromElsewhereIsRefusedInASentence(String headers) throws IOException {
        String answer = exchange("127.0.0.1", headers);
        assertThat(answer).startsWith("HTTP/1.1 403");
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertThat(new ObjectMapper().readTree(body).path("message").asText()).isEqualTo(Gatekeeper.NO_KEY);
        assertThat(Gatekeeper.NO_KEY).contains("api.key.<name>.hash");
    }

    @Test
    void anotherMachineIsRefused() throws IOException {
        Optional<InetAddress> outside = Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                .flatMap(network -> Collections.list(network.getInetAddresses()).stream())
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
        Assumptions.assumeTrue(outside.isPresent(), "this machine has only itself");
        assertThat(status(outside.get().getHostAddress(), "Host: localhost:%d")).isEqualTo(403);
    }

    @Test
    void whatIsPrivateStaysSo() {
        assertThat(world.world().runtime().connections().all()).hasSize(1);
        assertThat(Permissions.ALL_BUT_PRIVATE.allow(world.world().connection(), Right.SYNC_ALL))
                .isTrue();
        assertThat(Permissions.ALL_BUT_PRIVATE.allow(world.world().connection(), Right.USER_PRIVATE))
                .isFalse();
    }

    private static int status(String address, String headers) throws IOException {
        return Integer.parseInt(exchange(address, headers).split(" ")[1]);
    }

    private static String exchange(String address, String headers) throws IOException {
        try (Socket socket = new Socket(address, port)) {
            socket.setSoTimeout(20_000);
            String request = "GET /api/v1/dingtalk/departments HTTP/1.1\r\n"
                    + headers.replace("%d", Integer.toString(port)) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
