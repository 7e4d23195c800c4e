package io.bactrian.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A client as simple as can be; it neither retries nor paces. */
final class TestClient {
    static final String IDS = "/v1.0/workflow/processes/instanceIds/query";
    static final String DETAIL = "/v1.0/workflow/processInstances";

    static final String OPEN = "/v1.0/gateway/connections/open";

    /** How long an answer is waited for where nothing else is said. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    record Answer(int status, String text) {
        JsonNode json() {
            try {
                return new ObjectMapper().readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String code() {
            return json().path("code").asText();
        }

        String subCode() {
            return json().path("errcode").asText() + "/"
                    + json().path("sub_code").asText();
        }
    }

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final StandIn standIn;
    private Duration patience = PATIENCE;
    private String token;

    TestClient(StandIn standIn) {
        this.standIn = standIn;
        token = newToken();
    }

    String newToken() {
        String body = "{\"appKey\":\"%s\",\"appSecret\":\"%s\"}".formatted(standIn.clientId(), standIn.clientSecret());
        return post("/v1.0/oauth2/accessToken", body).json().path("accessToken").asText();
    }

    void useToken(String other) {
        token = other;
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, String body) {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer old(String path, String body) {
        return post(path + "?access_token=" + token, body);
    }

    Answer oldGet(String path) {
        return get(path + "?access_token=" + token);
    }

    Answer detail(String id) {
        return get(DETAIL + "?processInstanceId=" + URLEncoder.encode(id, StandardCharsets.UTF_8));
    }

    Answer open(String secret, String type, String topic) {
        return post(
                OPEN,
                "{\"clientId\":\"%s\",\"clientSecret\":\"%s\",\"subscriptions\":[{\"type\":\"%s\",\"topic\":\"%s\"}]}"
                        .formatted(standIn.clientId(), secret, type, topic));
    }

    String ticket() {
        return open(standIn.clientSecret(), "EVENT", "*").json().path("ticket").asText();
    }

    Answer ids(String processCode, long start, long end, int token, String more) {
        return post(
                IDS,
                "{\"processCode\":\"%s\",\"startTime\":%d,\"endTime\":%d,\"nextToken\":%d,\"maxResults\":20%s}"
                        .formatted(processCode, start, end, token, more));
    }

    List<String> allIds(String processCode, long start, long end, String more) {
        List<String> all = new ArrayList<>();
        int next = 0;
        while (next >= 0) {
            JsonNode result = ids(processCode, start, end, next, more).json().path("result");
            result.path("list").forEach(id -> all.add(id.asText()));
            next = result.path("nextToken").asInt(-1);
        }
        return all;
    }

    /** How long an answer is waited for from now on. */
    TestClient patience(Duration most) {
        patience = most;
        return this;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(standIn.url() + path)).timeout(patience);
        return token == null ? request : request.header("x-acs-dingtalk-access-token", token);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
