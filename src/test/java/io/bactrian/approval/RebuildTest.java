package io.bactrian.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.demo.Approval;
import io.bactrian.promise.Rows;
import io.bactrian.promise.Storeroom;
import io.bactrian.promise.World;
import io.bactrian.run.Run;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything derived can be derived again from the payload, without one call. */
@ParameterizedClass
@EnumSource(TestDatabases.class)
class RebuildTest {
    @Parameter
    TestDatabases database;

    private World world;

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void whateverIsDamagedIsRestoredToTheLetterWithoutACallAlsoWhereItIsMarkedAsDeleted() {
        world = World.of(database);
        world.syncPeople();
        world.history();
        List<String> gone = world.company()
                .approvals()
                .filter(approval -> approval.finished().isEmpty())
                .map(Approval::id)
                .limit(3)
                .toList();
        gone.forEach(world.faults()::vanish);
        assertThat(world.history().counts().changed()).isEqualTo(3);
        Map<String, List<Map<String, Object>>> before = world.everything();
        long calls = world.meter().calls();

        world.clock().jump(Duration.ofDays(1));
        damage("UPDATE process_instance SET title = 'damaged', status = 'NEW', originator_name = 'x',"
                + " current_approvers = 'y', form_values_cleaned = NULL, tasks = NULL, finish_time = NULL");
        damage("DELETE FROM process_task WHERE position = 0");
        damage("UPDATE process_task SET user_name = 'x', status = 'NEW'");
        damage("UPDATE process_operation_record SET remark = 'x', user_name = 'y', operation_time = NULL");
        damage("DELETE FROM process_operation_record WHERE position = 1");
        Run.Counts counts = world.rebuild();

        assertThat(Rows.differences(before, world.everything())).isEmpty();
        assertThat(counts.read()).isEqualTo(world.company().approvalCount());
        assertThat(counts.failed()).isZero();
        assertThat(world.meter().calls()).isEqualTo(calls);
        assertThat(world.rows("SELECT * FROM process_instance WHERE deleted_at IS NOT NULL"))
                .hasSize(3);
    }

    @Test
    void aNameThatAnotherProcessHasLearntAndCarriedMeanwhileStays() {
        world = World.of(database);
        world.syncPeople();
        world.history();
        damage("UPDATE member SET name = '新名', name_pending = TRUE WHERE userid IN"
                + " (SELECT userid FROM process_task WHERE status = 'RUNNING')");
        new NameRepair(world.runtime().tables(), world.runtime().runs(), Storeroom.ZONE).run(world.connection());
        Map<String, List<Map<String, Object>>> before = world.everything();

        world.rebuild();

        assertThat(Rows.differences(before, world.everything())).isEmpty();
    }

    private void damage(String sql) {
        assertThat(world.runtime().tables().jdbc().update(sql, Map.of())).isPositive();
    }
}
