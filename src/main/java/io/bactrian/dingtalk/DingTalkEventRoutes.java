package io.bactrian.dingtalk;

import io.bactrian.approval.ApprovalEvent;
import io.bactrian.directory.DirectoryEvent;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;

/**
 * What DingTalk tells by itself, whichever way it comes: {@code direct:dingtalk-event}.
 *
 * <p>In: the event's data as a {@link Map}, and the headers below. It returns when what the event says is committed, and
 * throws when it is not, so that the event is delivered again. What nobody needs and what cannot be understood counts
 * as handled.
 */
public final class DingTalkEventRoutes extends RouteBuilder {
    public static final String EVENT = "direct:dingtalk-event";

    /** The connection's name. */
    public static final String CONNECTION = "CamelDingTalkConnection";
    /** The platform's id of the event, the same each time it is delivered. */
    public static final String EVENT_ID = "CamelDingTalkEventId";
    /** What happened, such as {@code bpms_instance_change}. */
    public static final String EVENT_TYPE = "CamelDingTalkEventType";
    /** When it happened by the platform's clock: {@code Long}, milliseconds since 1970; may be absent. */
    public static final String BORN_TIME = "CamelDingTalkEventBornTime";
    /** When it arrived by our own clock: {@code Long}, milliseconds since 1970; now, where it is absent. */
    public static final String ARRIVED_TIME = "CamelDingTalkEventArrivedTime";
    /** The way that it came: {@code stream}, {@code callback} or {@code failed-list}. */
    public static final String SOURCE = "CamelDingTalkSource";

    private final DingTalkEventMapper mapper = new DingTalkEventMapper();
    private final Clock clock;

    public DingTalkEventRoutes(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void configure() {
        from(EVENT)
                .routeId("dingtalk-event")
                .routeGroup("dingtalk")
                .description("Says what an event of DingTalk is about, and hands it to the room that it concerns.")
                // whoever brings the event tells of a failure, once
                .errorHandler(noErrorHandler())
                .process(this::map)
                .choice()
                .when(body().isInstanceOf(ApprovalEvent.class))
                .to("direct:approval-event")
                .when(body().isInstanceOf(DirectoryEvent.class))
                .to("direct:directory-event")
                .otherwise()
                .log(
                        LoggingLevel.DEBUG,
                        "io.bactrian.dingtalk",
                        "Nobody needs an event of the type ${header." + EVENT_TYPE + "}")
                .end();
    }

    private void map(Exchange exchange) {
        Message message = exchange.getMessage();
        Map<?, ?> data = message.getBody() instanceof Map<?, ?> map ? map : Map.of();
        message.setBody(mapper.map(
                        new DingTalkEventMapper.Delivery(
                                message.getHeader(CONNECTION, String.class),
                                message.getHeader(EVENT_ID, String.class),
                                message.getHeader(EVENT_TYPE, "", String.class),
                                message.getHeader(SOURCE, "stream", String.class),
                                message.getHeader(BORN_TIME, Long.class),
                                message.getHeader(ARRIVED_TIME, clock.millis(), Long.class)),
                        data)
                .orElse(null));
    }
}
