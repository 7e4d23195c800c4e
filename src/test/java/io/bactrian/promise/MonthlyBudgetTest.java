package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.approval.ApprovalRoutes;
import io.bactrian.approval.Intake;
import io.bactrian.call.Purpose;
import io.bactrian.demo.Approval;
import io.bactrian.demo.CompanySize;
import io.bactrian.run.Run;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The month's calls: work stops when they are spent, says so, loses nothing, and goes on when there are more. */
class MonthlyBudgetTest {
    private World world;

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void whatIsKeptForLiveWorkIsUsedByNothingElseAndTheRestGoesOnWhenTheSettingIsRaised() {
        world = World.of(
                TestDatabases.H2,
                CompanySize.small(TravelClock.BEGINNING),
                Map.of("connection.dingtalk.monthly-calls", "100", "connection.dingtalk.live-reserve", "20"));
        World.Outcome spent = world.history();
        assertThat(spent.state()).isEqualTo("stopped");
        assertThat(spent.failure()).contains("80 of the 100 calls").contains("monthly-calls");
        assertThat(spent.counts().failed()).isZero();
        assertThat(spent.counts().read())
                .as("what never left is not read")
                .isEqualTo(world.calls(World.DETAIL))
                .isEqualTo(spent.counts().created());
        assertThat(world.meter().metered()).isEqualTo(80);

        String waiting = (String) world.rows("SELECT process_instance_id AS id FROM work_item")
                .get(0)
                .get("id");
        world.runtime()
                .template()
                .requestBody(
                        ApprovalRoutes.INTAKE,
                        new Intake(world.connection().name(), null, Purpose.LIVE, List.of(waiting), 0, true));
        assertThat(world.drain().counts().created()).isEqualTo(1);
        assertThat(world.meter().metered()).isEqualTo(81);

        world.restart(Map.of("connection.dingtalk.monthly-calls", "1000"));
        World.Outcome resumed = world.history();
        assertThat(resumed.state()).isEqualTo("succeeded");
        assertThat(resumed.run().isResumed()).isTrue();
        assertThat(world.calls(World.DETAIL)).isEqualTo(world.company().approvalCount());
        assertThat(world.number("SELECT COUNT(*) FROM process_instance"))
                .isEqualTo(world.company().approvalCount());
        assertThat(world.rows("SELECT * FROM work_item")).isEmpty();
    }

    @Test
    void theRestGoesOnNextMonthAlsoInTheSameProcess() {
        world = World.of(
                TestDatabases.H2,
                CompanySize.small(TravelClock.BEGINNING),
                Map.of("connection.dingtalk.monthly-calls", "100", "connection.dingtalk.live-reserve", "20"));
        assertThat(world.history().failure()).contains("80 of the 100 calls");
        assertThat(world.history().failure()).as("still June").contains("80 of the 100 calls");
        assertThat(world.meter().metered()).isEqualTo(80);

        // the last moment of June in Shanghai, and the first of July
        world.clock().jump(Duration.between(world.clock().instant(), Instant.parse("2026-06-30T15:59:30Z")));
        assertThat(world.history().failure()).contains("80 of the 100 calls");
        world.clock().jump(Duration.ofSeconds(30));
        World.Outcome resumed = world.history();

        assertThat(resumed.run().isResumed()).isTrue();
        assertThat(world.meter().metered()).isBetween(100L, 160L);
        assertThat(world.rows("SELECT DISTINCT usage_month AS period FROM api_usage WHERE metered = TRUE"))
                .hasSize(2);
        world.clock().jump(Duration.ofDays(31));
        assertThat(world.history().state()).isEqualTo("succeeded");
        assertThat(world.number("SELECT COUNT(*) FROM process_instance"))
                .isEqualTo(world.company().approvalCount());
    }

    @Test
    void whatNeedsNoCallIsToldAlsoWhenNothingMayBeRead() throws Exception {
        world = World.of(
                TestDatabases.H2,
                CompanySize.small(TravelClock.BEGINNING),
                Map.of("approval.readers", "1", "approval.settle", "1ms"));
        List<String> ids = world.company()
                .approvals()
                .filter(approval -> approval.status().equals("RUNNING"))
                .limit(2)
                .map(Approval::id)
                .toList();
        world.ask(Purpose.LIVE, List.of(ids.get(0)));
        world.drain();
        world.faults().monthlyCalls(1);
        world.ask(Purpose.LIVE, List.of(ids.get(1)));
        world.clock().jump(Duration.ofSeconds(1));
        world.runtime()
                .template()
                .requestBody(
                        ApprovalRoutes.EVENT,
                        new EventsOf(world.connection().name(), ids.get(0))
                                .at(world.clock().instant())
                                .taskStarted(1));
        assertThat(world.rows("SELECT need FROM work_item ORDER BY due_at"))
                .extracting(row -> row.get("need"))
                .containsExactly("read", "tell");
        world.clock().jump(Duration.ofSeconds(1));

        Run run = world.runtime().runs().start(world.connection(), "run", "");
        assertThat(world.runtime().approvals().serve(world.connection(), run))
                .hasValueSatisfying(why -> assertThat(why).contains("spent"));

        assertThat(world.rows("SELECT process_instance_id AS id FROM work_item"))
                .extracting(row -> row.get("id"))
                .containsExactly(ids.get(1));
    }

    @Test
    void thePlatformsOwnWordThatTheMonthIsSpentStopsAsWell() {
        world = World.of(TestDatabases.H2);
        world.faults().monthlyCalls(60);
        World.Outcome spent = world.history();
        assertThat(spent.state()).isEqualTo("stopped");
        assertThat(spent.failure()).contains("spent");
        assertThat(world.meter().metered()).isEqualTo(60);

        world.faults().monthlyCalls(0);
        world.restart(Map.of());
        assertThat(world.history().state()).isEqualTo("succeeded");
        assertThat(world.number("SELECT COUNT(*) FROM process_instance"))
                .isEqualTo(world.company().approvalCount());
    }
}
