package io.bactrian.approval;

import org.apache.camel.builder.RouteBuilder;

/** Looks at what is stored: what is open and may have ended, what has ended and may have been spoken of since. */
final class LookRoutes extends RouteBuilder {
    private static final String GROUP = "approval";

    private final Sweep sweep;
    private final Refresh refresh;

    LookRoutes(Sweep sweep, Refresh refresh) {
        this.sweep = sweep;
        this.refresh = refresh;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        from(ApprovalRoutes.SWEEP)
                .routeId("approval-sweep")
                .routeGroup(GROUP)
                .description("Finds approvals that we hold as open and that no longer are.")
                .process(sweep::begin)
                .split(body())
                .stopOnException()
                .to("direct:approval-sweep-template")
                .end();

        from("direct:approval-sweep-template")
                .routeId("approval-sweep-template")
                .routeGroup(GROUP)
                .description("Lists the open approvals of one template; those that are missing go onto the list.")
                .doTry()
                .process(sweep::plan)
                .split(body())
                .stopOnException()
                .to("direct:approval-sweep-window")
                .end()
                .process(sweep::missing)
                .split(body())
                .to("{{approval.intake}}")
                .endDoTry()
                .doCatch(Exception.class)
                .process(sweep::failed)
                .end();

        from("direct:approval-sweep-window")
                .routeId("approval-sweep-window")
                .routeGroup(GROUP)
                .description("Lists the open approvals of one window, or its halves where it is too wide.")
                .doTry()
                .process(sweep::beginWindow)
                .toD("direct:${body.connection.platform}-approval-ids")
                .doCatch(TooWideException.class)
                .process(sweep::halves)
                .split(body())
                .stopOnException()
                .to("direct:approval-sweep-window")
                .end()
                .end();

        from(ApprovalRoutes.SWEEP_PAGE)
                .routeId("approval-sweep-page")
                .routeGroup(GROUP)
                .description("Notes what is still open; what we did not hold as open goes onto the list.")
                .process(sweep::page)
                .to("{{approval.intake}}")
                .process(sweep::goOn);

        from(ApprovalRoutes.REFRESH)
                .routeId("approval-refresh")
                .routeGroup(GROUP)
                .description("Chooses final approvals for a second look, for comments after the end.")
                .process(refresh::choose)
                .split(body())
                .stopOnException()
                .to("{{approval.intake}}")
                .end();
    }
}
