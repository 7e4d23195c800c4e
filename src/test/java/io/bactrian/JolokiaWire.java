package io.bactrian;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.bactrian.connection.Address;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Asks Jolokia at the management address, by a header {@code Authorization} that fits. */
record JolokiaWire(Address address, String known) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/observe/jolokia";
    private static final int TIMEOUT = 20_000;

    record Answer(int status, String body) {}

    static Map<String, Object> exec(String mbean, String operation) {
        return Map.of("type", "exec", "mbean", mbean, "operation", operation);
    }

    static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    JsonNode read(String mbean, String attribute) throws IOException {
        return ask(Map.of("type", "read", "mbean", mbean, "attribute", attribute));
    }

    JsonNode ask(Map<String, Object> request) throws IOException {
        return JSON.readTree(
                raw("POST", PATH, known, JSON.writeValueAsString(request)).body());
    }

    /** In bundles, because the server takes only so much at once. */
    JsonNode ask(List<Map<String, Object>> requests) throws IOException {
        ArrayNode answers = JSON.createArrayNode();
        for (int from = 0; from < requests.size(); from += 100) {
            List<Map<String, Object>> some = requests.subList(from, Math.min(from + 100, requests.size()));
            answers.addAll((ArrayNode) JSON.readTree(
                    raw("POST", PATH, known, JSON.writeValueAsString(some)).body()));
        }
        return answers;
    }

    /** As it is written: a client would tidy the path. */
    Answer raw(String method, String path, String authorization, String body) throws IOException {
        try (Socket socket = new Socket(address.host(), address.port())) {
            socket.setSoTimeout(TIMEOUT);
            String head = method + " " + path + " HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + (authorization == null ? "" : "Authorization: " + authorization + "\r\n") + "Content-Length: "
                    + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            int end = answer.indexOf("\r\n\r\n");
            return new Answer(Integer.parseInt(answer.split(" ", 3)[1]), end < 0 ? "" : answer.substring(end + 4));
        }
    }
}
