package io.bactrian.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.demo.CompanySize;
import io.bactrian.promise.LiveWorld;
import io.bactrian.store.TestDatabases;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;
import org.quartz.Trigger;

/** The schedules that ship in {@code routes/}: they strike when their comments say, and start what there is. */
class ScheduleRoutesTest {
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    /** A Monday, 20:00:00 in New York. */
    private static final Instant MOMENT = Instant.parse("2031-06-17T00:00:00Z");

    private static final CompanySize SIZE =
            CompanySize.small(Instant.now()).withApprovals(0).withPeople(12);

    @Test
    void everyScheduleStrikesInTheConfiguredZoneAndStartsSomethingThatExists() throws Exception {
        Map<String, String> settings = Map.of("time.zone", ZONE.getId(), "connection.dingtalk.events", "none");
        try (LiveWorld world = new LiveWorld(TestDatabases.H2.fresh(), SIZE, settings).serve()) {
            CamelContext context = world.runtime().template().getCamelContext();

            assertThat(strikes(context))
                    .containsEntry("new-approvals", "2031-06-16T20:03:20")
                    .containsEntry("open-approvals", "2031-06-16T20:17:40")
                    .containsEntry("people", "2031-06-17T01:37")
                    .containsEntry("late-comments", "2031-06-17T02:23")
                    .containsEntry("housekeeping", "2031-06-17T03:43")
                    .containsEntry("templates", "2031-06-17T06:13");
            List<String> served = context.getRoutes().stream()
                    .map(route -> route.getEndpoint().getEndpointUri().replace("://", ":"))
                    .toList();
            assertThat(targets(context)).isNotEmpty().isSubsetOf(served);
        }
    }

    /** When each strikes next after {@link #MOMENT}, by the wall clock of the zone. */
    private static Map<String, String> strikes(CamelContext context) throws Exception {
        Scheduler scheduler =
                context.getComponent("quartz", QuartzComponent.class).getScheduler();
        Map<String, String> strikes = new TreeMap<>();
        for (Route route : context.getRoutes()) {
            if (route.getEndpoint() instanceof QuartzEndpoint endpoint) {
                Trigger trigger = scheduler.getTrigger(endpoint.getTriggerKey());
                Instant next = trigger.getFireTimeAfter(Date.from(MOMENT)).toInstant();
                strikes.put(
                        endpoint.getTriggerKey().getName(),
                        LocalDateTime.ofInstant(next, ZONE).toString());
            }
        }
        return strikes;
    }

    /** Where the routes that strike by the clock send to. */
    private static List<String> targets(CamelContext context) {
        List<String> targets = new ArrayList<>();
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        for (RouteDefinition route : model.getRouteDefinitions()) {
            if (route.getInput().getEndpointUri().startsWith("quartz:")) {
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class)
                        .forEach(to -> targets.add(to.getUri().replace("://", ":")));
            }
        }
        return targets;
    }

    @Test
    void aCommandStartsNoScheduleNoStreamAndOpensNoPort() {
        try (LiveWorld world = new LiveWorld(TestDatabases.H2.fresh(), SIZE, Map.of()).command()) {
            CamelContext context = world.runtime().template().getCamelContext();

            assertThat(context.getRoutes())
                    .isNotEmpty()
                    .allSatisfy(route ->
                            assertThat(route.getEndpoint().getEndpointUri()).matches("(direct|dingtalk-stream):.*"));
            assertThat(context.hasService(VertxPlatformHttpServer.class)).isNull();
            assertThat(world.runtime().streamStates().all()).isEmpty();
            assertThat(world.stream().meter().gatewayOpens()).isEmpty();
            assertThat(world.standIn().meter().calls()).isZero();
        }
    }
}
