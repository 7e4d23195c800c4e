package io.bactrian.dingtalk.callback;

import io.bactrian.dingtalk.DingTalkEventRoutes;
import org.apache.camel.Message;

/** An event as {@code direct:dingtalk-event} takes it: its data as the body, and who, what and when in headers. */
final class EventMessage {
    static final String ENDPOINT = "direct:dingtalk-event";
    /** Pushed to us. */
    static final String CALLBACK = "callback";
    /** Could not be pushed to us. */
    static final String FAILED_LIST = "failed-list";

    private EventMessage() {}

    /** {@code source} is one of the two. Nothing of what the message was before is left. */
    static void put(Message message, String connection, String source, PushedEvent event) {
        message.removeHeaders("*");
        message.setHeader(DingTalkEventRoutes.CONNECTION, connection);
        message.setHeader(DingTalkEventRoutes.EVENT_ID, event.id());
        message.setHeader(DingTalkEventRoutes.EVENT_TYPE, event.type());
        message.setHeader(DingTalkEventRoutes.SOURCE, source);
        if (event.bornAt() != null) {
            message.setHeader(DingTalkEventRoutes.BORN_TIME, event.bornAt());
        }
        message.setBody(event.data());
    }
}
