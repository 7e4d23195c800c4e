package io.bactrian.dingtalk.send;

import io.bactrian.call.CallRoutes;
import org.apache.camel.builder.RouteBuilder;

/**
 * DingTalk's work notifications: {@code direct:dingtalk-send} takes a {@link io.bactrian.message.Portion} and gives a
 * {@link io.bactrian.message.Delivery}; {@code direct:dingtalk-receipt} takes a {@link io.bactrian.message.ReceiptQuery}
 * and gives a {@link io.bactrian.message.DeliveryReport}. Errors: a {@link io.bactrian.call.CallException}. Both are
 * charged to the month. Source: the platform's pages on asyncsend_v2 and getsendresult.
 */
public final class NotificationRoutes extends RouteBuilder {
    private final Notifications notifications = new Notifications();

    @Override
    public void configure() {
        from("direct:dingtalk-send")
                .routeId("dingtalk-send")
                .routeGroup("dingtalk")
                .description("Sends a work notification to up to 100 people and 20 departments.")
                .errorHandler(noErrorHandler())
                .process(notifications::ask)
                // once: whoever sends it decides whether it may be sent again
                .to(CallRoutes.CALL_ONCE)
                .process(notifications::taken);

        from("direct:dingtalk-receipt")
                .routeId("dingtalk-receipt")
                .routeGroup("dingtalk")
                .description("Asks whom a work notification has reached.")
                .errorHandler(noErrorHandler())
                .process(notifications::askForReceipt)
                .to(CallRoutes.CALL)
                .process(notifications::receipt);
    }
}
