package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.call.Purpose;
import io.bactrian.demo.Approval;
import io.bactrian.store.TestDatabases;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A refusal that concerns everybody is asked for once, not once an approval: nothing is failed, and nothing is lost. */
class RefusedAltogetherTest {
    private static final int READERS = 8;
    private static final String NO_PERMISSION = "Forbidden.AccessDenied.AccessTokenPermissionDenied";

    private World world;

    @BeforeEach
    void start() {
        world = World.of(TestDatabases.H2);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void whatIsPutBackBecauseThePlatformIsOutOfOrderIsNoFailureOfTheRun() {
        world.restart(Map.of("call.retries", "0"));
        List<String> ids = world.company().approvals().map(Approval::id).toList();
        ids.forEach(id -> world.faults().failApproval(id, 500, "systemError"));
        world.ask(Purpose.HISTORY, ids);
        World.Outcome given = world.drain();
        assertThat(given.state()).isEqualTo("stopped");
        assertThat(given.failure()).contains("20 reads in a row failed");
        assertThat(given.counts().failed()).isZero();
        assertThat(given.counts().read()).isZero();
        assertThat(world.rows("SELECT * FROM run_problem")).isEmpty();
        assertThat(world.rows("SELECT state FROM work_item"))
                .hasSize(ids.size())
                .allSatisfy(row -> assertThat(row).containsEntry("state", "due"));
    }

    @Test
    void aPermissionThatIsMissingEndsTheRunAtTheFirstApproval() {
        List<String> ids = world.company().approvals().map(Approval::id).toList();
        ids.forEach(id -> world.faults().failApproval(id, 403, NO_PERMISSION));
        world.ask(Purpose.HISTORY, ids);
        World.Outcome refused = world.drain();
        assertThat(refused.state()).isEqualTo("stopped");
        assertThat(refused.failure()).contains(NO_PERMISSION).contains("grant it in the developer console");
        assertThat(refused.counts().failed()).isZero();
        assertThat(refused.counts().read()).isZero();
        assertThat(world.calls(World.DETAIL)).isLessThanOrEqualTo(READERS);
        assertThat(world.rows("SELECT state FROM work_item"))
                .hasSize(ids.size())
                .allSatisfy(row -> assertThat(row).containsEntry("state", "due"));

        world.faults().none();
        assertThat(world.drain().counts().created()).isEqualTo(ids.size());
    }
}
