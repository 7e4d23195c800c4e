package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.call.Purpose;
import io.bactrian.demo.Approval;
import io.bactrian.store.TestDatabases;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise 5, for approvals. What disappeared is marked, not removed, and only because the platform said so. */
@ParameterizedClass
@EnumSource(TestDatabases.class)
class NothingDeletedOnHearsayTest {
    private static final String MARKED =
            "SELECT process_instance_id FROM process_instance WHERE deleted_at IS NOT NULL";

    @Parameter
    TestDatabases database;

    private World world;

    @BeforeEach
    void readEverything() {
        world = World.of(database);
        world.history();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void anApprovalThatVanishedIsMarkedKeepsItsRowsAndMayComeBack() {
        String id = world.company()
                .approvals()
                .filter(approval -> approval.finished().isEmpty())
                .map(Approval::id)
                .findFirst()
                .orElseThrow();
        var before = world.everything();
        world.faults().vanish(id);
        World.Outcome outcome = world.history();
        assertThat(outcome.state()).isEqualTo("succeeded");
        assertThat(outcome.counts().changed()).isEqualTo(1);
        assertThat(world.rows(MARKED))
                .extracting(row -> row.get("process_instance_id"))
                .containsExactly(id);
        assertThat(world.everything().get("process_task")).isEqualTo(before.get("process_task"));
        assertThat(world.everything().get("process_operation_record"))
                .isEqualTo(before.get("process_operation_record"));

        assertThat(world.history().counts().changed()).as("marked only once").isZero();

        world.faults().healApproval(id);
        assertThat(world.history().counts().changed()).isEqualTo(1);
        assertThat(world.rows(MARKED)).isEmpty();
    }

    @Test
    void anAppThatKnowsNoneOfThemIsDoubtedAndMarksNothing() {
        List<String> ids = world.company().approvals().map(Approval::id).toList();
        ids.forEach(world.faults()::vanish);
        world.ask(Purpose.LIVE, ids);
        world.meter().reset();
        World.Outcome outcome = world.replay();
        assertThat(outcome.state()).isEqualTo("stopped");
        assertThat(outcome.failure()).contains("20 approvals in a row").contains("right company");
        assertThat(outcome.counts().read()).isZero();
        assertThat(outcome.counts().changed() + outcome.counts().failed()).isZero();
        assertThat(world.calls(World.DETAIL)).isBetween(20L, 28L);
        assertThat(world.rows(MARKED)).isEmpty();
        assertThat(world.rows("SELECT state FROM work_item"))
                .hasSize(ids.size())
                .allSatisfy(row -> assertThat(row).containsEntry("state", "due"));

        ids.subList(0, ids.size() - 1).forEach(world.faults()::healApproval);
        assertThat(world.replay().state()).isEqualTo("succeeded");
        assertThat(world.rows(MARKED))
                .extracting(row -> row.get("process_instance_id"))
                .containsExactly(ids.get(ids.size() - 1));
    }

    @Test
    void aFewThatVanishedAreMarkedAlsoWhenNothingElseIsRead() {
        List<String> ids =
                world.company().approvals().map(Approval::id).limit(19).toList();
        ids.forEach(world.faults()::vanish);
        world.ask(Purpose.LIVE, ids);
        assertThat(world.replay().counts().changed()).isEqualTo(19);
        assertThat(world.rows(MARKED)).hasSize(19);
        assertThat(world.rows("SELECT * FROM work_item")).isEmpty();
    }

    @Test
    void aPlatformThatIsOutOfOrderMarksNothing() {
        List<String> open = world.company()
                .approvals()
                .filter(approval -> approval.finished().isEmpty())
                .map(Approval::id)
                .toList();
        open.forEach(id -> world.faults().failApproval(id, 403, "noPermission"));
        World.Outcome outcome = world.history();
        assertThat(outcome.state()).isEqualTo("failed");
        assertThat(outcome.counts().failed()).isEqualTo(open.size());
        assertThat(world.rows(MARKED)).isEmpty();
    }
}
