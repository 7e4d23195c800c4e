package io.bactrian.wecom.send;

import io.bactrian.call.CallException;
import io.bactrian.call.CallRoutes;
import io.bactrian.message.Delivery;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;

/**
 * WeCom's messages: {@code direct:wecom-send} and, for groups, {@code direct:wecom-robot-send} take a
 * {@link io.bactrian.message.Portion} and give a {@link Delivery}. Errors: a {@link CallException}. Source: the platform's
 * pages on messages of apps and of groups.
 */
public final class WeComMessageRoutes extends RouteBuilder {
    private final WeComMessages messages = new WeComMessages();

    @Override
    public void configure() {
        from("direct:wecom-send")
                .routeId("wecom-send")
                .routeGroup("wecom")
                .description("Sends a message to up to 1000 people, 100 departments and 100 tags.")
                .errorHandler(noErrorHandler())
                .process(messages::ask)
                .doTry()
                // once: whoever sends it decides whether it may be sent again
                .to(CallRoutes.CALL_ONCE)
                .process(messages::taken)
                .doCatch(CallException.class)
                .process(messages::notTaken)
                .end();

        from("direct:wecom-robot-send")
                .routeId("wecom-robot-send")
                .routeGroup("wecom")
                .description("Has a robot write into its group.")
                .errorHandler(noErrorHandler())
                .process(messages::askRobot)
                .to(CallRoutes.CALL_ONCE)
                .process(exchange -> exchange.getMessage().setBody(new Delivery(null, List.of())));
    }
}
