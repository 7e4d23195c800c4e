package io.bactrian.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/**
 * Where pushes over HTTP go.
 *
 * @param tags names of the events that are wanted
 * @param owner the corp id if the API registered it, the app key if somebody set it up by hand
 */
record CallbackTarget(String url, String token, String aesKey, Set<String> tags, String owner) {
    /** Everything that an app may ask for here. */
    static final Set<String> KNOWN_TAGS = Set.of(
            "bpms_instance_change",
            "bpms_task_change",
            "user_add_org",
            "user_modify_org",
            "user_leave_org",
            "user_active_org",
            "org_admin_add",
            "org_admin_remove",
            "org_dept_create",
            "org_dept_modify",
            "org_dept_remove",
            "org_change",
            "org_remove",
            "label_user_change",
            "label_conf_add",
            "label_conf_modify",
            "label_conf_del");

    /**
     * Sends one message; says how it was answered.
     *
     * @return {@code success}; {@code unreachable}; the HTTP status if it was not 200; else what was wrong with the answer
     */
    String send(HttpClient http, String message, Duration patience) throws InterruptedException {
        CallbackCrypto crypto = new CallbackCrypto(token, aesKey, owner);
        String encrypted = crypto.encrypt(message);
        String timestamp = Long.toString(System.currentTimeMillis());
        String nonce = UUID.randomUUID().toString().substring(0, 8);
        String signature = crypto.signature(timestamp, nonce, encrypted);
        String query =
                "signature=%s&msg_signature=%s&timestamp=%s&nonce=%s".formatted(signature, signature, timestamp, nonce);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + (url.contains("?") ? "&" : "?") + query))
                .timeout(patience)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JsonNodeFactory.instance
                        .objectNode()
                        .put("encrypt", encrypted)
                        .toString()))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? judge(crypto, StreamFrames.read(response.body()))
                    : Integer.toString(response.statusCode());
        } catch (IOException e) {
            return "unreachable";
        }
    }

    private static String judge(CallbackCrypto crypto, JsonNode answer) {
        String encrypted = answer.path("encrypt").asText();
        String expected = crypto.signature(
                answer.path("timeStamp").asText(), answer.path("nonce").asText(), encrypted);
        if (!expected.equals(answer.path("msg_signature").asText())) {
            return "signature mismatch";
        }
        try {
            return crypto.decrypt(encrypted);
        } catch (IllegalArgumentException e) {
            return "not decrypted";
        }
    }
}
