package io.bactrian.dingtalk.callback;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.callback.CallbackRefusedException;
import io.bactrian.callback.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An event that was pushed over HTTP, or that could not be pushed, in the one shape that the stream has as well.
 *
 * @param id the platform's own, or one that is the same for the same content
 * @param type the platform's word for what happened
 * @param bornAt when it happened, in milliseconds since 1970; {@code null} if it does not say
 * @param data what it is about, spelt as the stream spells it
 */
record PushedEvent(String id, String type, Long bornAt, Map<String, Object> data) {
    /** What the platform posts to see whether anybody answers. */
    static final String CHECK = "check_url";

    private static final int LONGEST_TYPE = 64;
    private static final int LONGEST_ID = 128;
    private static final int SHORT_ID = 64;

    /** Old registrations spell fields in upper camel case, the failed list in lower case. */
    private static final Map<String, String> SPELLINGS = Stream.of(
                    "userId",
                    "deptId",
                    "corpId",
                    "timeStamp",
                    "processInstanceId",
                    "processCode",
                    "taskId",
                    "staffId",
                    "createTime",
                    "finishTime",
                    "businessId",
                    "eventId",
                    "eventType",
                    "eventTime",
                    "bizId")
            .collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), Function.identity()));

    /** Where an entry of the failed list keeps what it is about, if not in itself. */
    private static final List<String> INNER = List.of("bpmsCallBackData", "callbackData", "roleLabelChange");

    /** A decrypted push: flat. */
    static PushedEvent ofPush(String text) throws CallbackRefusedException {
        JsonNode push = PushJson.object(text.getBytes(StandardCharsets.UTF_8));
        Map<String, Object> data = new LinkedHashMap<>();
        addTo(data, push);
        String type = text(data.remove("eventType"));
        if (type == null || type.length() > LONGEST_TYPE) {
            throw new CallbackRefusedException(Refusal.MALFORMED);
        }
        String id = text(data.get("eventId"));
        String biz = text(data.get("bizId"));
        if (id == null || id.length() > LONGEST_ID) {
            // a BizId alone may name the approval and not the event: two events of one must stay two
            id = (biz == null || biz.length() > SHORT_ID ? "push" : biz) + "-" + PushJson.hash(PushJson.fields(push));
        }
        Object time = data.remove("eventTime");
        data.remove("eventId");
        return new PushedEvent(id, type, millis(time == null ? data.get("timeStamp") : time), data);
    }

    /** An entry of the list of failed pushes; empty if it does not say what happened. */
    static Optional<PushedEvent> ofFailed(JsonNode entry) {
        JsonNode tag = entry.get("call_back_tag");
        if (tag == null
                || !tag.isTextual()
                || tag.asText().isBlank()
                || tag.asText().length() > LONGEST_TYPE) {
            return Optional.empty();
        }
        Map<String, Object> data = new LinkedHashMap<>();
        JsonNode details = PushJson.container(entry.get(tag.asText()));
        if (details != null && details.isObject()) {
            addTo(data, details);
            for (String name : INNER) {
                JsonNode inner = PushJson.container(details.get(name));
                if (inner != null && inner.isObject()) {
                    data.remove(name);
                    addTo(data, inner);
                }
            }
        }
        return Optional.of(new PushedEvent(
                "failed-" + PushJson.hash(PushJson.fields(entry)),
                tag.asText(),
                millis(PushJson.fields(entry).get("event_time")),
                data));
    }

    /** Whether it is only a question whether anybody answers. */
    boolean isCheck() {
        return CHECK.equals(type);
    }

    private static void addTo(Map<String, Object> data, JsonNode object) {
        PushJson.fields(object).forEach((name, value) -> data.putIfAbsent(spelt(name), value));
    }

    private static String spelt(String name) {
        String known = SPELLINGS.get(name.toLowerCase(Locale.ROOT));
        if (known != null || name.isEmpty() || !Character.isUpperCase(name.charAt(0))) {
            return known == null ? name : known;
        }
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static String text(Object value) {
        String text = value == null ? "" : value.toString().strip();
        return text.isEmpty() ? null : text;
    }

    private static Long millis(Object value) {
        try {
            return value == null ? null : Long.valueOf(value.toString().strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
