package io.bactrian.wecom;

import io.bactrian.approval.ListingLimits;
import io.bactrian.call.CallException;
import java.time.Duration;
import org.apache.camel.builder.RouteBuilder;

/** WeCom's approvals behind the endpoints that every platform offers. */
public final class WeComApprovalRoutes extends RouteBuilder {
    /**
     * Windows of 31 days by the time of submission, as far back as anybody asks, all templates at once. A second less,
     * because both ends are rounded to whole seconds.
     */
    public static final ListingLimits LIMITS =
            new ListingLimits(Duration.ofDays(31).minusSeconds(1), Duration.ofDays(20 * 365), Integer.MAX_VALUE, false);

    private static final String GROUP = "wecom";

    private final WeComTemplates templates;

    WeComApprovalRoutes(WeComTemplates templates) {
        this.templates = templates;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());

        from("direct:wecom-templates")
                .routeId("wecom-templates")
                .routeGroup(GROUP)
                .description("The templates that approvals have named, and those of the settings; WeCom lists none.")
                .process(templates::begin)
                .loopDoWhile(WeComTemplates::hasNext)
                .doTry()
                .process(WeComTemplates::nextCall)
                .to("direct:call")
                .process(WeComTemplates::named)
                .doCatch(CallException.class)
                .process(WeComTemplates::failed)
                .end()
                .end()
                .process(WeComTemplates::all);

        from("direct:wecom-approval-ids")
                .routeId("wecom-approval-ids")
                .routeGroup(GROUP)
                .description("Numbers of approvals, a hundred a call, each page handed on before the next.")
                .process(WeComApprovals::beginIds)
                .loopDoWhile(WeComApprovals::hasNext)
                .to("direct:wecom-approval-ids-page")
                .toD("${exchangeProperty." + WeComApprovals.PAGE_TO + "}")
                .process(WeComApprovals::goOn)
                .end();

        from("direct:wecom-approval-ids-page")
                .routeId("wecom-approval-ids-page")
                .routeGroup(GROUP)
                .description("One page of numbers; the first again where WeCom has lost the place, at most twice.")
                .process(WeComApprovals::beginPage)
                .loopDoWhile(WeComApprovals::wantsPage)
                .doTry()
                .process(WeComApprovals::idsCall)
                .to("direct:call")
                .process(WeComApprovals::idsPage)
                .doCatch(CallException.class)
                .process(WeComApprovals::idsFailed)
                .end()
                .end();
    }
}
