package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.approval.ApprovalRoutes;
import io.bactrian.approval.HistoryRequest;
import io.bactrian.demo.Approval;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.Faults;
import io.bactrian.demo.Meter;
import io.bactrian.run.Run;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A platform that fails, forgets tokens, repeats itself and is out of order, and still everything arrives. */
class RoughPlatformTest {
    private World world;

    @BeforeEach
    void start() {
        world = World.of(
                TestDatabases.H2,
                CompanySize.small(TravelClock.BEGINNING),
                Map.of("call.retries", "12", "call.retry-delay", "2ms"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void fivePercentOfEachKindOfErrorLoseNothing() {
        for (Faults.Failure failure : Faults.Failure.values()) {
            world.faults().failing(0.05, failure, "");
        }
        world.syncPeople();
        World.Outcome outcome = world.history();
        assertThat(outcome.state()).isEqualTo("succeeded");
        assertThat(outcome.counts().created()).isEqualTo(world.company().approvalCount());
        assertThat(world.meter().refused()).isPositive();
        assertThat(world.differencesFromCompany()).isEmpty();
        assertThatTheLedgerEqualsTheMeter();
    }

    @Test
    void tokensThatDieEveryFiftyCallsLoseNothing() {
        world.faults().tokenDiesEvery(50);
        world.syncPeople();
        assertThat(world.history().state()).isEqualTo("succeeded");
        assertThat(world.meter().tokensIssued()).isGreaterThan(2);
        assertThat(world.differencesFromCompany()).isEmpty();
        assertThatTheLedgerEqualsTheMeter();
    }

    @Test
    void pagesThatRepeatIdsHaveNoApprovalReadTwice() {
        world.faults().overlapIds(7);
        Run run = world.runtime().runs().start(world.connection(), "history", "");
        Instant from = TravelClock.BEGINNING.minus(Duration.ofDays(80));
        world.runtime()
                .template()
                .requestBody(
                        ApprovalRoutes.HISTORY,
                        new HistoryRequest(world.connection(), run, from, TravelClock.BEGINNING, List.of(), false));
        assertThat(world.drain().state()).isEqualTo("succeeded");
        assertThat(world.calls(World.DETAIL)).isEqualTo(world.company().approvalCount());
        assertThat(world.number("SELECT COUNT(*) FROM process_instance"))
                .isEqualTo(world.company().approvalCount());
    }

    @Test
    void approvalsThatVanishBetweenListAndDetailAreNoFailure() {
        List<String> vanished =
                world.company().approvals().limit(5).map(Approval::id).toList();
        vanished.forEach(world.faults()::vanish);
        World.Outcome outcome = world.history();
        assertThat(outcome.state()).isEqualTo("succeeded");
        assertThat(outcome.counts().created()).isEqualTo(world.company().approvalCount() - 5);
        assertThat(world.rows("SELECT * FROM work_item")).isEmpty();
    }

    @Test
    void anOutageEndsTheDrainLosesNothingAndTheNextRunCompletes() {
        world.restart(Map.of("call.retries", "1"));
        world.faults().failing(1, Faults.Failure.HTTP_500, World.DETAIL);
        World.Outcome outage = world.history();
        assertThat(outage.state()).isEqualTo("stopped");
        assertThat(outage.failure()).contains("20 reads in a row failed").contains("still on the list");
        assertThat(world.number("SELECT COUNT(*) FROM work_item"))
                .isEqualTo(world.company().approvalCount());
        assertThat(world.number("SELECT COUNT(*) FROM work_item WHERE state = 'taken'"))
                .isZero();
        assertThat(world.number("SELECT COUNT(*) FROM work_item WHERE purpose <> 'history'"))
                .as("an outage makes nothing urgent")
                .isZero();

        world.faults().none();
        assertThat(world.history().state()).isEqualTo("succeeded");
        world.replay();
        assertThat(world.rows("SELECT * FROM work_item")).isEmpty();
        assertThat(world.number("SELECT COUNT(*) FROM process_instance"))
                .isEqualTo(world.company().approvalCount());
    }

    @Test
    void anOutageOfTheListsIsNoSuccessAndTheNextRunCompletes() {
        world.restart(Map.of("call.retries", "1"));
        world.faults().failing(1, Faults.Failure.HTTP_500, World.LIST);
        assertThat(world.history().state()).isEqualTo("failed");
        world.faults().none();
        assertThat(world.history().state()).isEqualTo("succeeded");
        assertThat(world.number("SELECT COUNT(*) FROM process_instance"))
                .isEqualTo(world.company().approvalCount());
    }

    /** Promise 6: every call through one door, and each is counted. */
    private void assertThatTheLedgerEqualsTheMeter() {
        Map<String, Long> counted = new HashMap<>();
        world.rows("SELECT interface AS name, SUM(calls) AS n FROM api_usage GROUP BY interface")
                .forEach(row -> counted.put((String) row.get("name"), ((Number) row.get("n")).longValue()));
        assertThat(counted).isEqualTo(new HashMap<>(world.meter().callsByInterface()));
        assertThat(world.meter().refused(Meter.Refused.PARAMETER)).isZero();
    }
}
