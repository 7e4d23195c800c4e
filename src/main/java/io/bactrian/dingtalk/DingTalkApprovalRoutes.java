package io.bactrian.dingtalk;

import io.bactrian.approval.ListingLimits;
import java.time.Duration;
import org.apache.camel.builder.RouteBuilder;

/** DingTalk's approvals behind the endpoints that every platform offers. */
public final class DingTalkApprovalRoutes extends RouteBuilder {
    /** Windows of 120 days, 365 days back, 10,000 ids for a paging loop (DingTalk API, list of instance ids). */
    public static final ListingLimits LIMITS =
            new ListingLimits(Duration.ofDays(120), Duration.ofDays(365), 10_000, true);

    private static final String GROUP = "dingtalk";

    @Override
    public void configure() {
        errorHandler(noErrorHandler());

        from("direct:dingtalk-templates")
                .routeId("dingtalk-templates")
                .routeGroup(GROUP)
                .description("The templates of the company, a hundred a call.")
                .process(DingTalkApprovals::beginTemplates)
                .loopDoWhile(DingTalkApprovals::hasNext)
                .process(DingTalkApprovals::nextCall)
                .to("direct:call")
                .process(DingTalkApprovals::templatesPage)
                .end();

        from("direct:dingtalk-approval-ids")
                .routeId("dingtalk-approval-ids")
                .routeGroup(GROUP)
                .description("Ids of a template's approvals, twenty a call, each page handed on before the next.")
                .process(DingTalkApprovals::beginIds)
                .loopDoWhile(DingTalkApprovals::hasNext)
                .process(DingTalkApprovals::idsCall)
                .to("direct:call")
                .process(DingTalkApprovals::idsPage)
                .toD("${exchangeProperty." + DingTalkApprovals.PAGE_TO + "}")
                .process(DingTalkApprovals::goOn)
                .end();
    }
}
