package io.bactrian.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.demo.CompanySize;
import io.bactrian.promise.TravelClock;
import io.bactrian.promise.World;
import io.bactrian.store.TestDatabases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names are carried in the order in which approvals are stored: the approval first, then what hangs on it. */
class NameRepairLocksTest {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private World world;

    @AfterEach
    void close() {
        thread.shutdownNow();
        world.close();
    }

    @Test
    void whoeverHoldsTheApprovalGetsItsTasksAndRecordsWhileNamesWaitToBeCarried() throws Exception {
        world = World.of(TestDatabases.MYSQL, CompanySize.small(TravelClock.BEGINNING), Map.of("db.pool-size", "10"));
        world.syncPeople();
        world.history();
        Map<String, Object> task = world.rows("SELECT process_instance_id AS id, userid FROM process_task"
                        + " WHERE status = 'RUNNING' AND userid IN (SELECT userid FROM member WHERE name IS NOT NULL)")
                .get(0);
        var jdbc = world.runtime().tables().jdbc();
        jdbc.update("UPDATE member SET name = '新名', name_pending = TRUE WHERE userid = :userid", task);
        Future<Integer> repair;
        try (Connection store = jdbc.getJdbcTemplate().getDataSource().getConnection()) {
            store.setAutoCommit(false);
            run(store, "SELECT 1 FROM process_instance WHERE process_instance_id = ? FOR UPDATE", task.get("id"));
            repair =
                    thread.submit(() -> world.runtime().approvals().nameRepair().run(world.connection()));
            await().atMost(20, TimeUnit.SECONDS)
                    .until(() -> world.number(
                                    "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'")
                            > 0);
            // NOWAIT: refused at once where the other holds one of them, whoever would be the victim of the deadlock
            for (String table : List.of("process_task", "process_operation_record")) {
                run(
                        store,
                        "SELECT 1 FROM " + table + " WHERE process_instance_id = ? FOR UPDATE NOWAIT",
                        task.get("id"));
            }
            store.rollback();
        }
        assertThat(repair.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(world.rows(
                        "SELECT DISTINCT user_name FROM process_task WHERE userid = '" + task.get("userid") + "'"))
                .extracting(row -> row.get("user_name"))
                .containsExactly("新名");
        assertThat((String) world.rows("SELECT current_approvers FROM process_instance WHERE process_instance_id = '"
                                + task.get("id") + "'")
                        .get(0)
                        .get("current_approvers"))
                .contains("新名");
    }

    private static void run(Connection connection, String sql, Object... values) throws Exception {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
