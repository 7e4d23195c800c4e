package io.bactrian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** Rows that a transaction holds until somebody waits for them, so that what he does after the wait can be looked at. */
public final class HeldRows {
    private static final String WAITING_IN_H2 =
            "SELECT COUNT(*) FROM information_schema.sessions WHERE blocker_id IS NOT NULL";
    private static final String WAITING_IN_MYSQL =
            "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'";

    private HeldRows() {}

    /**
     * Holds what {@code hold} selects, lets {@code waiting} come to it, does the statements of {@code meanwhile} in the
     * transaction that holds, commits, and returns when {@code waiting} has returned.
     */
    public static void untilSomebodyWaits(
            DataSource database, TestDatabases kind, String hold, Runnable waiting, String... meanwhile) {
        try (Connection holder = database.getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            try (ResultSet held = statement.executeQuery(hold + " FOR UPDATE")) {
                assertThat(held.next()).as("a row to hold").isTrue();
            }
            CompletableFuture<Void> waiter = CompletableFuture.runAsync(waiting);
            await().atMost(Duration.ofSeconds(15)).until(() -> waiter.isDone() || somebodyWaits(database, kind));
            assertThat(waiter).as("whoever is to wait").isNotDone();
            for (String sql : meanwhile) {
                statement.executeUpdate(sql);
            }
            holder.commit();
            holder.setAutoCommit(true);
            waiter.get(15, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean somebodyWaits(DataSource database, TestDatabases kind) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(kind == TestDatabases.H2 ? WAITING_IN_H2 : WAITING_IN_MYSQL)) {
            row.next();
            return row.getInt(1) > 0;
        }
    }
}
