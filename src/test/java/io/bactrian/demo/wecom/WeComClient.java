package io.bactrian.demo.wecom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A client of the stand-in for WeCom, as simple as can be. */
final class WeComClient {
    record Answer(int status, String text) {
        JsonNode json() {
            try {
                return new ObjectMapper().readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        int code() {
            return json().path("errcode").asInt();
        }
    }

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final WeComStandIn standIn;

    WeComClient(WeComStandIn standIn) {
        this.standIn = standIn;
    }

    Answer getToken(String corpId, String secret) {
        return get("/cgi-bin/gettoken?corpid=" + corpId + "&corpsecret=" + secret);
    }

    String appToken() {
        return getToken(standIn.corpId(), standIn.secret())
                .json()
                .path("access_token")
                .asText();
    }

    String contactToken() {
        return getToken(standIn.corpId(), standIn.contactSecret())
                .json()
                .path("access_token")
                .asText();
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, String body) {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(standIn.url() + path));
    }
}
