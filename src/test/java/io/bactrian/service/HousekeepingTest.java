package io.bactrian.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.connection.Settings;
import io.bactrian.event.EventHead;
import io.bactrian.event.EventLedger;
import io.bactrian.message.MessageArchive;
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

            message(tables, 1, "sent", old - Duration.ofDays(300).toMillis());
            message(tables, 2, "pending", null);
            message(tables, 3, "failed", old);
            MessageArchive messages =
                    new MessageArchive(new Settings(Map.of("message.keep", "365d")::get), tables, clock);

            new Housekeeping(
                            tables,
                            events,
                            messages,
                            Duration.ofDays(30),
                            Duration.ofDays(90),
                            Duration.ofDays(365),
                            clock)
                    .run();

            assertThat(ids(tables, "SELECT id FROM run ORDER BY id")).containsExactly("2", "3");
            assertThat(ids(tables, "SELECT run_id FROM history_window ORDER BY run_id"))
                    .containsExactly("2", "3");
            assertThat(ids(tables, "SELECT id FROM stream_gap")).containsExactly("2");
            assertThat(ids(tables, "SELECT event_id FROM platform_event")).containsExactly("young");
            for (String query : List.of(
                    "SELECT id FROM message ORDER BY id",
                    "SELECT message_id FROM message_portion ORDER BY message_id",
                    "SELECT message_id FROM message_receiver ORDER BY message_id")) {
                assertThat(ids(tables, query)).as(query).containsExactly("2", "3");
            }
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

    private static void message(Tables tables, long id, String state, Long settledAt) {
        var jdbc = tables.jdbc().getJdbcTemplate();
        jdbc.update(
                "INSERT INTO message (id, connection_name, platform, message_key, message_type, content, content_hash,"
                        + " state, receivers, reached, attempts, created_at, settled_at)"
                        + " VALUES (?, 'shop', 'dingtalk', ?, 'text', 'x', 'h', ?, 1, 0, 0, 0, ?)",
                id,
                "k-" + id,
                state,
                settledAt);
        jdbc.update(
                "INSERT INTO message_portion (message_id, portion_no, connection_name, state, due_at, attempts, receipts)"
                        + " VALUES (?, 1, 'shop', 'sent', 0, 0, 0)",
                id);
        jdbc.update(
                "INSERT INTO message_receiver (message_id, kind, receiver_id, connection_name, portion_no, position,"
                        + " state, may_again) VALUES (?, 'user', 'u', 'shop', 1, 1, 'sent', FALSE)",
                id);
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
