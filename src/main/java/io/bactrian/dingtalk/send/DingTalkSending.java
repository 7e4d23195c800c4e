package io.bactrian.dingtalk.send;

import io.bactrian.call.CallRules;
import io.bactrian.call.ErrorTable;
import io.bactrian.call.WebhookCallRules;
import io.bactrian.connection.Channel;
import io.bactrian.connection.Channels;
import io.bactrian.dingtalk.DingTalkCallRules;
import io.bactrian.message.MessageRules;
import java.time.Clock;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;

/** What DingTalk offers to the room of messages, put together. */
public final class DingTalkSending {
    /** The option of a connection that holds the app's number, which messages need. */
    public static final String AGENT_ID = "agent-id";

    static final String ROBOT = DingTalkCallRules.PLATFORM + Channel.ROBOT;

    private DingTalkSending() {}

    /** What the door has to know of robots. */
    public static CallRules robots() {
        return new WebhookCallRules(ROBOT, "https://oapi.dingtalk.com", ErrorTable.beside(DingTalkSending.class));
    }

    public static List<MessageRules> rules() {
        return List.of(new NotificationRules(), new RobotRules());
    }

    public static List<RouteBuilder> routes(Channels channels, Clock clock) {
        return List.of(new NotificationRoutes(), new RobotRoutes(channels, clock));
    }
}
