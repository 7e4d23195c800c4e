package io.bactrian.callback;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * What stands in the address of a push, nothing of it believed yet.
 *
 * @param signatures what is said to be the signature: one, or the same under both names
 * @param timestamp digits
 * @param parameters all of them
 */
public record CallbackQuery(List<String> signatures, String timestamp, String nonce, Map<String, String> parameters) {
    private static final int LONGEST = 1024;
    private static final int LONGEST_PART = 256;

    /** From the address itself: as headers of Camel, parameters mix with what else is called so. */
    public static CallbackQuery read(Message message) throws CallbackRefusedException {
        Map<String, String> query = parameters(message.getHeader(Exchange.HTTP_QUERY, "", String.class));
        List<String> signatures = new ArrayList<>();
        for (String name : new String[] {"signature", "msg_signature"}) {
            if (query.containsKey(name)) {
                signatures.add(query.get(name));
            }
        }
        String timestamp = query.get("timestamp");
        String nonce = query.get("nonce");
        boolean isWhole = !signatures.isEmpty() && isPart(timestamp) && isPart(nonce) && !nonce.isEmpty();
        if (!isWhole || !signatures.stream().allMatch(CallbackQuery::isPart)) {
            throw new CallbackRefusedException(Refusal.MALFORMED);
        }
        return new CallbackQuery(signatures, timestamp, nonce, query);
    }

    private static boolean isPart(String text) {
        return text != null && text.length() <= LONGEST_PART;
    }

    /** A parameter of the platform's own. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    private static Map<String, String> parameters(String text) throws CallbackRefusedException {
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
