package io.bactrian.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.connection.Secret;
import io.bactrian.demo.CompanySize;
import io.bactrian.promise.LiveWorld;
import io.bactrian.store.TestDatabases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A running service of a small company, and somebody who calls its API. */
final class ApiWorld implements AutoCloseable {
    static final String ADMIN = ApiKey.random().reveal();
    static final String WEAK = ApiKey.random().reveal();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LiveWorld world;
    private volatile AnswerCheck told;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /** What came back. */
    record Answer(int status, HttpResponse<String> response, JsonNode json) {
        int code() {
            return json.path("code").asInt(-1);
        }

        String message() {
            return json.path("message").asText();
        }

        JsonNode data() {
            return json.path("data");
        }
    }

    ApiWorld(Map<String, String> changed) {
        world = new LiveWorld(
                TestDatabases.H2.fresh(),
                CompanySize.small(Instant.now()).withApprovals(30).withPeople(20),
                changed);
    }

    /** With a key that may do all, and one that may only look at the audit. */
    static ApiWorld withKeys(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(keys());
        settings.putAll(more);
        return new ApiWorld(settings);
    }

    static Map<String, String> keys() {
        return Map.of(
                "api.key.admin.hash",
                ApiKey.hashOf(new Secret(ADMIN)),
                "api.key.admin.permissions",
                "*",
                "api.key.weak.hash",
                ApiKey.hashOf(new Secret(WEAK)),
                "api.key.weak.permissions",
                "feishu.*");
    }

    ApiWorld serve() {
        world.serve();
        return this;
    }

    LiveWorld world() {
        return world;
    }

    String address() {
        return "http://" + world.settings().get("http.listen");
    }

    /** What comes back to another address of this machine, as text; whatever is posted is an empty object. */
    String from(String from, String method, String path, String key) {
        URI to = URI.create(address());
        try (Socket socket =
                new Socket(InetAddress.getByName(to.getHost()), to.getPort(), InetAddress.getByName(from), 0)) {
            socket.setSoTimeout(20_000);
            String body =
                    method.equals("POST") ? "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}" : "\r\n";
            String request = method + " " + path + " HTTP/1.1\r\nHost: " + to.getAuthority()
                    + "\r\nAuthorization: Bearer " + key + "\r\nConnection: close\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    Answer asAdmin(String method, String path, String body) {
        return send(method, path, body, "X-API-Key", ADMIN);
    }

    Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        boolean isTyped = false;
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
            isTyped |= headers[i].equals("Content-Type");
        }
        if (body != null && !isTyped) {
            request.header("Content-Type", "application/json");
        }
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            JsonNode json = JSON.readTree(response.body());
            told().check(method, path, response.statusCode(), json);
            return new Answer(response.statusCode(), response, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the service says of itself, asked for once. */
    private AnswerCheck told() throws IOException, InterruptedException {
        if (told == null) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/api/v1/openapi.json"))
                    .build();
            told = new AnswerCheck(
                    JSON.readTree(client.send(request, BodyHandlers.ofString()).body()));
        }
        return told;
    }

    /** What is answered to a body that need not be text. */
    int status(String path, BodyPublisher body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + path))
                .timeout(Duration.ofSeconds(30))
                .header("X-API-Key", ADMIN)
                .header("Content-Type", "application/json")
                .POST(body)
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        world.close();
    }
}
