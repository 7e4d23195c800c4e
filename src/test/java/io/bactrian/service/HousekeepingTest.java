package io.bactrian.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.event.EventHead;
import io.bactrian.event.EventLedger;
import io.bactrian.promise.TravelClock;
import io.bactrian.store.Database;
import io.bactrian.store.Tables;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is old goes, what is young or still open stays. */
class HousekeepingTest {
    private final TravelClock clock = new TravelClock();

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void onlyWhatIsOldAndOverIsForgotten(TestDatabases kind) {
        try (Database database = kind.open()) {
            Tables tables = Tables.of(database.dataSource());
            EventLedger events = new EventLedger(tables);
            long now = clock.millis();
            long old = now - Duration.ofDays(91).toMillis();
            run(tables, 1, old, old);
            run(tables, 2, old, null);
            run(tables, 3, old, now);
            gap(tables, 1, old, old);
            gap(tables, 2, old, null);
            tables.transactions()
                    .run(() -> events.note(
                            "shop",
                            EventLedger.About.APPROVAL,
                            List.of(
                                    new EventHead("shop", "old", "t", "stream", old, old),
                                    new EventHead("shop", "young", "t", "stream", now, now))));

            new Housekeeping(tables, events, Duration.ofDays(30), Duration.ofDays(90), Duration.ofDays(365), clock)
                    .run();

            assertThat(ids(tables, "SELECT id FROM run ORDER BY id")).containsExactly("2", "3");
            assertThat(ids(tables, "SELECT run_id FROM history_window ORDER BY run_id"))
                    .containsExactly("2", "3");
            assertThat(ids(tables, "SELECT id FROM stream_gap")).containsExactly("2");
            assertThat(ids(tables, "SELECT event_id FROM platform_event")).containsExactly("young");
        }
    }

    private static void run(Tables tables, long id, long startedAt, Long endedAt) {
        tables.jdbc()
                .getJdbcTemplate()
                .update(
                        "INSERT INTO run (id, connection_name, command, arguments, state, owner, started_at, seen_at,"
                                + " ended_at, items_read, items_new, items_changed, items_unchanged, items_failed, calls)"
                                + " VALUES (?, 'shop', 'new', '', 'succeeded', 'o', ?, ?, ?, 0, 0, 0, 0, 0, 0)",
                        id,
                        startedAt,
                        startedAt,
                        endedAt);
        tables.jdbc()
                .update(
                        "INSERT INTO history_window (run_id, connection_name, process_code, window_start, window_end,"
                                + " ids, state) VALUES (:id, 'shop', 'P', 0, 1, 0, 'done')",
                        Map.of("id", id));
    }

    private static void gap(Tables tables, long id, long beganAt, Long closedAt) {
        tables.jdbc()
                .getJdbcTemplate()
                .update(
                        "INSERT INTO stream_gap (id, connection_name, began_at, ended_at, closed_at, reason)"
                                + " VALUES (?, 'shop', ?, ?, ?, 'cut')",
                        id,
                        beganAt,
                        beganAt,
                        closedAt);
    }

    private static List<String> ids(Tables tables, String query) {
        return tables.jdbc().getJdbcTemplate().queryForList(query, String.class);
    }
}
