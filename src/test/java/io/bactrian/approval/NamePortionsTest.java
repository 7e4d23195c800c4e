package io.bactrian.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.promise.Storeroom;
import io.bactrian.promise.TravelClock;
import io.bactrian.store.HeldRows;
import io.bactrian.store.TestDatabases;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody in many approvals gets another name: what was carried already is held no longer while the rest goes on. */
class NamePortionsTest {
    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void whatIsCarriedIsFreeWhileTheRestGoesOn(TestDatabases kind) {
        try (Storeroom room = new Storeroom(kind)) {
            for (int i = 1; i <= 5; i++) {
                room.save(room.read("a-" + i, """
                        {"title": "t", "status": "RUNNING", "originatorUserId": "u1",
                         "tasks": [{"taskId": "%d", "userId": "u1", "status": "RUNNING"},
                                   {"taskId": "%d0", "userId": "u2", "status": "RUNNING"}],
                         "operationRecords": [{"userId": "u1", "type": "START_PROCESS_INSTANCE"}]}
                        """.formatted(i, i), TravelClock.BEGINNING));
            }
            room.execute("INSERT INTO process_instance (connection_name, process_instance_id, platform, title,"
                    + " update_time, known_at, content_hash) VALUES "
                    + IntStream.range(0, 200)
                            .mapToObj(i -> "('shop', 'b-" + i + "', 'dingtalk', 't', NOW(), 1, '')")
                            .collect(Collectors.joining(", ")));
            if (kind == TestDatabases.MYSQL) {
                // of a table of five rows it would read them all, and wait for the one that is held
                room.rows("ANALYZE TABLE process_instance");
            }
            room.execute("INSERT INTO member (connection_name, userid, platform, state, name, first_seen_at, known_at,"
                    + " name_pending, content_hash, update_time) VALUES ('shop', 'u1', 'dingtalk', 'active', '李娜', 1, 1,"
                    + " TRUE, '', NOW())");
            NameRepair repair = new NameRepair(room.tables(), room.runs(), Storeroom.ZONE, 2);

            HeldRows.untilSomebodyWaits(
                    room.dataSource(),
                    kind,
                    "SELECT 1 FROM process_instance WHERE connection_name = 'shop' AND process_instance_id = 'a-5'",
                    () -> assertThat(repair.run(room.connection())).isEqualTo(1),
                    "UPDATE process_instance SET title = 'free' WHERE process_instance_id IN ('a-1', 'a-2', 'a-3', 'a-4')"
                            + " AND originator_name = '李娜'");

            assertThat(room.rows("SELECT title, originator_name, current_approvers FROM process_instance"
                            + " WHERE process_instance_id LIKE 'a-%' ORDER BY process_instance_id"))
                    .extracting(row ->
                            row.get("title") + " " + row.get("originator_name") + " " + row.get("current_approvers"))
                    .containsExactly(
                            "free 李娜 李娜, u2", "free 李娜 李娜, u2", "free 李娜 李娜, u2", "free 李娜 李娜, u2", "t 李娜 李娜, u2");
            assertThat(room.rows("SELECT DISTINCT user_name FROM process_task WHERE userid = 'u1'"))
                    .extracting(row -> row.get("user_name"))
                    .containsExactly("李娜");
            assertThat(room.rows("SELECT user_name FROM process_operation_record WHERE user_name <> '李娜'"))
                    .isEmpty();
            assertThat(room.rows("SELECT name_pending FROM member WHERE name_pending = TRUE"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void whoIsWaitedForIsShownByTheNewNameAlsoWhereOthersInTheApprovalWereCarriedBefore(TestDatabases kind) {
        try (Storeroom room = new Storeroom(kind)) {
            room.save(room.read("a", """
                    {"title": "t", "status": "RUNNING", "originatorUserId": "u10",
                     "tasks": [{"taskId": "1", "userId": "u70", "status": "RUNNING"}]}
                    """, TravelClock.BEGINNING));
            // more than are carried together
            room.execute("INSERT INTO member (connection_name, userid, platform, state, name, first_seen_at, known_at,"
                    + " name_pending, content_hash, update_time) VALUES "
                    + IntStream.rangeClosed(10, 70)
                            .mapToObj(i ->
                                    "('shop', 'u" + i + "', 'dingtalk', 'active', '人" + i + "', 1, 1, TRUE, '', NOW())")
                            .collect(Collectors.joining(", ")));

            new NameRepair(room.tables(), room.runs(), Storeroom.ZONE).run(room.connection());

            assertThat(room.rows("SELECT p.originator_name, p.current_approvers, t.user_name FROM process_instance p"
                            + " JOIN process_task t ON t.process_instance_id = p.process_instance_id"))
                    .extracting(row -> List.copyOf(row.values()))
                    .containsExactly(List.of("人10", "人70", "人70"));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void aNameThatDiffersInCaseIsAnotherName(TestDatabases kind) {
        try (Storeroom room = new Storeroom(kind)) {
            room.save(room.read(
                    "a",
                    "{\"title\": \"t\", \"status\": \"RUNNING\", \"originatorUserId\": \"u1\"}",
                    TravelClock.BEGINNING));
            room.execute("UPDATE process_instance SET originator_name = 'li na'");
            room.execute("INSERT INTO member (connection_name, userid, platform, state, name, first_seen_at, known_at,"
                    + " name_pending, content_hash, update_time) VALUES ('shop', 'u1', 'dingtalk', 'active', 'Li Na', 1, 1,"
                    + " TRUE, '', NOW())");

            new NameRepair(room.tables(), room.runs(), Storeroom.ZONE).run(room.connection());

            assertThat(room.rows("SELECT originator_name FROM process_instance"))
                    .extracting(row -> row.get("originator_name"))
                    .containsExactly("Li Na");
        }
    }
}
