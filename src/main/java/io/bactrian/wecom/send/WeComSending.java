package io.bactrian.wecom.send;

import io.bactrian.call.CallRules;
import io.bactrian.call.ErrorTable;
import io.bactrian.call.WebhookCallRules;
import io.bactrian.connection.Channel;
import io.bactrian.message.MessageRules;
import io.bactrian.wecom.WeComCallRules;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;

/** What WeCom offers to the room of messages, put together. */
public final class WeComSending {
    static final String ROBOT = WeComCallRules.PLATFORM + Channel.ROBOT;

    private WeComSending() {}

    /** What the door has to know of robots. */
    public static CallRules robots() {
        return new WebhookCallRules(ROBOT, "https://qyapi.weixin.qq.com", ErrorTable.beside(WeComSending.class));
    }

    public static List<MessageRules> rules() {
        return List.of(new AppMessageRules(), new RobotRules());
    }

    public static List<RouteBuilder> routes() {
        return List.of(new WeComMessageRoutes());
    }
}
