package io.bactrian.dingtalk.callback;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * A push as it stands on the wire, nothing of it believed yet.
 *
 * @param signatures what is said to be the signature: one, or the same under both names
 * @param timestamp digits
 * @param encrypted Base64
 */
record CallbackRequest(List<String> signatures, String timestamp, String nonce, String encrypted) {
    /** No event is as big, ids and a title; more is not looked at. */
    private static final int LARGEST = 64 * 1024;

    private static final int LONGEST = 256;

    /** The connection's name: the last part of the path, whatever stands before it at a reverse proxy. */
    static String connection(Message message) {
        String path = message.getHeader(Exchange.HTTP_PATH, "", String.class);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static void checkMethod(Message message) throws CallbackRefusedException {
        if (!"POST".equals(message.getHeader(Exchange.HTTP_METHOD, String.class))) {
            throw new CallbackRefusedException(Refusal.METHOD);
        }
    }

    static CallbackRequest read(Message message) throws CallbackRefusedException {
        Map<String, String> query = query(message.getHeader(Exchange.HTTP_QUERY, "", String.class));
        List<String> signatures = new ArrayList<>();
        for (String name : new String[] {"signature", "msg_signature"}) {
            if (query.containsKey(name)) {
                signatures.add(query.get(name));
            }
        }
        String timestamp = query.get("timestamp");
        String nonce = query.get("nonce");
        if (signatures.isEmpty() || timestamp == null || nonce == null || nonce.isEmpty()) {
            throw new CallbackRefusedException(Refusal.MALFORMED);
        }
        return new CallbackRequest(signatures, timestamp, nonce, encrypted(message));
    }

    private static String encrypted(Message message) throws CallbackRefusedException {
        byte[] body = message.getBody(byte[].class);
        if (body != null && body.length > LARGEST) {
            throw new CallbackRefusedException(Refusal.TOO_BIG);
        }
        JsonNode encrypted = PushJson.object(body == null ? new byte[0] : body).get("encrypt");
        if (encrypted == null || !encrypted.isTextual() || encrypted.asText().isEmpty()) {
            throw new CallbackRefusedException(Refusal.MALFORMED);
        }
        return encrypted.asText();
    }

    /** From the address itself: as headers of Camel, parameters mix with what else is called so. */
    private static Map<String, String> query(String text) throws CallbackRefusedException {
        Map<String, String> query = new HashMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            String value;
            try {
                value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw new CallbackRefusedException(Refusal.MALFORMED);
            }
            boolean isTwice = equals > 0 && query.put(pair.substring(0, equals), value) != null;
            if (isTwice || value.length() > LONGEST) {
                throw new CallbackRefusedException(Refusal.MALFORMED);
            }
        }
        return query;
    }
}
