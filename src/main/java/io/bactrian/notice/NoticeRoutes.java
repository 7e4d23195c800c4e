package io.bactrian.notice;

import io.bactrian.approval.Change;
import io.bactrian.connection.Connections;
import io.bactrian.connection.Settings;
import io.bactrian.store.Tables;
import java.time.Clock;
import java.time.ZoneId;
import org.apache.camel.builder.RouteBuilder;

/**
 * Who is to be told of what: {@code direct:notices-of-change} takes a {@link Change}, {@code direct:notices-of-morning}
 * takes anything; both give a list of {@link Notice}s. Errors: Spring's data access exceptions.
 */
public final class NoticeRoutes extends RouteBuilder {
    private static final String GROUP = "notice";

    private final Notices notices;

    public NoticeRoutes(Settings settings, Connections connections, Tables tables, Clock clock, ZoneId zone) {
        this.notices = new Notices(
                connections,
                tables.jdbc(),
                WorkingHours.read(settings, zone),
                settings.duration("notifications.remind-after"),
                clock,
                zone);
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());

        from("direct:notices-of-change")
                .routeId("notices-of-change")
                .routeGroup(GROUP)
                .description("Finds out who is to be told of a change, and when.")
                .process(exchange -> exchange.getMessage()
                        .setBody(notices.of(exchange.getMessage().getBody(Change.class))));

        from("direct:notices-of-morning")
                .routeId("notices-of-morning")
                .routeGroup(GROUP)
                .description("Finds out for whom approvals wait, one digest for each person.")
                .process(exchange -> exchange.getMessage().setBody(notices.ofMorning()));
    }
}
