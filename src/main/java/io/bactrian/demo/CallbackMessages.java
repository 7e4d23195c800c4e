package io.bactrian.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Events as they are written for HTTP: flat when they are pushed, nested in the failed list. */
final class CallbackMessages {
    private static final Map<String, String> OLD_NAMES =
            Map.of("userId", "UserId", "deptId", "DeptId", "timeStamp", "TimeStamp");

    private CallbackMessages() {}

    static ObjectNode pushed(CompanyEvent event, boolean oldStyle) {
        ObjectNode message = JsonNodeFactory.instance
                .objectNode()
                .put("EventType", event.type())
                .put("EventTime", event.bornAt())
                .put("CorpId", event.corpId())
                .put("BizId", "biz-" + event.id())
                .put("eventId", event.id());
        event.data()
                .properties()
                .forEach(field -> message.set(
                        oldStyle ? OLD_NAMES.getOrDefault(field.getKey(), field.getKey()) : field.getKey(),
                        field.getValue()));
        return message;
    }

    /** No event id: the list does not know it. */
    static ObjectNode failed(CompanyEvent event) {
        ObjectNode entry = JsonNodeFactory.instance
                .objectNode()
                .put("call_back_tag", event.type())
                .put("event_time", event.bornAt());
        ObjectNode content = entry.putObject(event.type()).put("corpid", event.corpId());
        if (event.type().startsWith("bpms_")) {
            content.set("bpmsCallBackData", event.data());
        } else if (event.type().startsWith("org_")) {
            content.set("callbackData", event.data());
        } else {
            content.setAll(event.data());
        }
        return entry;
    }
}
