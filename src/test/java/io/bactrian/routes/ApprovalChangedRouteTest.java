package io.bactrian.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.approval.Change;
import io.bactrian.call.Purpose;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.Test;

/** The route that ships in {@code routes/approval-changed.camel.yaml}: it says what it is, and a change passes through. */
class ApprovalChangedRouteTest extends CamelMainTestSupport {
    @Override
    protected void configure(MainConfigurationProperties configuration) {
        configuration.withRoutesIncludePattern(
                "file:" + Path.of("routes", "approval-changed.camel.yaml").toAbsolutePath());
    }

    @Test
    void everyRouteHasAnIdADescriptionAndAGroup() {
        assertThat(context.getRoutes()).isNotEmpty().allSatisfy(route -> {
            assertThat(route.getRouteId()).matches("[a-z]+(-[a-z]+)+");
            assertThat(route.getDescription()).endsWith(".");
            assertThat(route.getGroup()).isNotBlank();
        });
        assertThat(context.getRoutes()).extracting(Route::getRouteId).contains("approval-changed");
    }

    @Test
    void aChangePassesThroughWithItsFieldsReadable() throws Exception {
        MockEndpoint after = getMockEndpoint("mock:after");
        after.expectedBodiesReceived("dingtalk a-1 CHANGED HISTORY RUNNING false");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:operator")
                        .to("direct:approval-changed")
                        .setBody(simple("${body.connection} ${body.approvalId} ${body.kind} ${body.purpose}"
                                + " ${body.before.status} ${body.finished}"))
                        .to("mock:after");
            }
        });
        Change.Before before = new Change.Before("RUNNING", null, List.of("0412"));
        Change change = new Change("dingtalk", "a-1", Change.Kind.CHANGED, Purpose.HISTORY, before, null);

        context.createProducerTemplate().sendBody("direct:operator", change);

        after.assertIsSatisfied();
    }
}
