package io.bactrian.message;

import org.apache.camel.builder.RouteBuilder;

/**
 * Messages, for every platform. In: a {@link Message}, or a map with the same words. Out: a {@link Receipt}. Errors: a
 * {@link MessageRefusedException} when it cannot be sent as it is, and nothing was stored; Spring's data access exceptions
 * when the database fails. That a platform does not take it is no error but a state of the receipt.
 */
public final class MessageRoutes extends RouteBuilder {
    /** Checks a message, writes it down and sends it. */
    public static final String SEND = "direct:send";
    /** Checks a message and writes it down; the service sends it at once, or when it may be sent. */
    public static final String SEND_LATER = "direct:send-later";

    /** Sends again what had failed. Body: {@link RetryRequest}; out: a list of {@link Receipt}s. */
    public static final String SEND_FAILED = "direct:send-failed";

    private static final String GROUP = "message";

    private final Dispatch dispatch;
    private final Retry retry;

    MessageRoutes(Dispatch dispatch, Retry retry) {
        this.dispatch = dispatch;
        this.retry = retry;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());

        from(SEND)
                .routeId("send")
                .routeGroup(GROUP)
                .description("Checks a message, writes it down and sends it, once for each key.")
                .process(dispatch::send);

        from(SEND_LATER)
                .routeId("send-later")
                .routeGroup(GROUP)
                .description("Checks a message and writes it down for the service to send, once for each key.")
                .process(dispatch::keep);

        from(SEND_FAILED)
                .routeId("send-failed")
                .routeGroup(GROUP)
                .description("Sends again what had failed, to whom it was not given and could be.")
                .process(retry::retry);
    }
}
