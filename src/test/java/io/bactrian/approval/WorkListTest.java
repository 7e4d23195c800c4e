package io.bactrian.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.bactrian.call.ErrorClass;
import io.bactrian.call.Purpose;
import io.bactrian.promise.Storeroom;
import io.bactrian.promise.TravelClock;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** One row for an approval, however often it is asked for; nothing leaves the list before it was read. */
@ParameterizedClass
@EnumSource(TestDatabases.class)
class WorkListTest {
    private static final String RUNNING = "{\"status\":\"RUNNING\",\"title\":\"t\"}";

    @Parameter
    TestDatabases database;

    private Storeroom room;

    @BeforeEach
    void open() {
        room = new Storeroom(database);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void askingTwiceIsOneRowOfTheMoreUrgentPurpose() {
        room.ask(Purpose.HISTORY, "a", "b", "a");
        room.ask(Purpose.LIVE, "b");
        room.ask(Purpose.REFRESH, "b");
        assertThat(room.take(10)).extracting(WorkItem::id).containsExactly("b", "a");
    }

    @Test
    void whatIsTakenIsNotTakenAgainAndComesBackWhenItIsReleased() {
        room.ask(Purpose.HISTORY, "a", "b");
        List<WorkItem> first = room.take(1);
        List<WorkItem> second = room.take(10);
        assertThat(first).hasSize(1).doesNotContainAnyElementsOf(second);
        assertThat(room.take(10)).isEmpty();
        room.workList().release(first);
        assertThat(room.take(10)).isEqualTo(first);
    }

    @Test
    void anEventWhileItIsBeingReadHasItReadOnceMore() {
        room.ask(Purpose.HISTORY, "a");
        room.take(1);
        room.ask(Purpose.LIVE, "a");
        room.save(room.read("a", RUNNING, TravelClock.BEGINNING));
        assertThat(room.take(10)).extracting(WorkItem::id).containsExactly("a");
        room.save(room.read("a", RUNNING, TravelClock.BEGINNING.plusSeconds(1)));
        assertThat(room.rows("SELECT * FROM work_item")).isEmpty();
    }

    @Test
    void aReplayWhileItIsBeingReadHasItReadOnceMore() {
        room.ask(Purpose.HISTORY, "a");
        room.take(1);
        room.ask(Purpose.REPLAY, "a");
        room.save(room.read("a", RUNNING, TravelClock.BEGINNING));
        assertThat(room.take(10)).extracting(WorkItem::id).containsExactly("a");
    }

    @Test
    void aFirstReadThatBeganBeforeSomethingIsKnownUntilItIsStored() {
        room.ask(Purpose.HISTORY, "a");
        long now = room.clock().millis();
        assertThat(room.workList().hasFirstReadsFromBefore(room.connection(), now))
                .as("not begun")
                .isFalse();
        room.take(1);
        assertThat(room.workList().hasFirstReadsFromBefore(room.connection(), now))
                .isTrue();
        assertThat(room.workList().hasFirstReadsFromBefore(room.connection(), now - 2000))
                .as("begun after it")
                .isFalse();
        room.save(room.read("a", RUNNING, TravelClock.BEGINNING));
        assertThat(room.workList().hasFirstReadsFromBefore(room.connection(), now))
                .as("stored")
                .isFalse();
        room.ask(Purpose.LIVE, "a");
        room.take(1);
        assertThat(room.workList().hasFirstReadsFromBefore(room.connection(), now))
                .as("its row says that it is open")
                .isFalse();
        room.execute("UPDATE process_instance SET deleted_at = 1");
        assertThat(room.workList().hasFirstReadsFromBefore(room.connection(), now))
                .as("its row says that it is gone")
                .isTrue();
    }

    @Test
    void whatFailedStaysWithItsCauseUntilSomebodyAsks() {
        room.ask(Purpose.HISTORY, "a", "b");
        room.take(10).forEach(item -> room.workList().fail(item, ErrorClass.PERMANENT, "x".repeat(5000)));
        assertThat(room.take(10)).isEmpty();
        assertThat(room.workList().counts(room.connection()).failed()).isEqualTo(2);
        assertThat(room.workList().retry(room.connection(), List.of("a"))).isEqualTo(1);
        assertThat(room.take(10))
                .extracting(WorkItem::id, WorkItem::purpose, WorkItem::attempts)
                .containsExactly(tuple("a", Purpose.REPLAY, 1));
        room.ask(Purpose.HISTORY, "b");
        assertThat(room.take(10)).extracting(WorkItem::id).containsExactly("b");
    }

    @Test
    void rowsOfAProcessThatHasEndedComeBackAtOnceAndThoseOfALivingOneAfterAWhile() {
        room.ask(Purpose.HISTORY, "a", "b");
        room.take(10);
        String host = "SUBSTRING(taken_by, 1, LOCATE(':', taken_by) - 1)";
        room.execute("UPDATE work_item SET taken_by = CONCAT(" + host + ", ':999999999:1')"
                + " WHERE process_instance_id = 'a'");
        room.workList().releaseAbandoned(room.connection());
        assertThat(room.take(10)).extracting(WorkItem::id).containsExactly("a");
        room.clock().jump(Duration.ofMinutes(31));
        room.workList().releaseAbandoned(room.connection());
        assertThat(room.take(10)).extracting(WorkItem::id).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void rowsOfAMachineWhoseRunsAreNotSeenAnyMoreComeBackAfterAMinute() {
        room.ask(Purpose.HISTORY, "dead", "alive", "mine");
        room.take(10);
        room.execute("UPDATE work_item SET taken_by = CONCAT(process_instance_id, ':1:1')"
                + " WHERE process_instance_id <> 'mine'");
        runOf("dead:1:1", room.clock().millis());
        runOf("alive:1:1", room.clock().millis() + 50_000);
        room.workList().releaseAbandoned(room.connection());
        assertThat(room.take(10)).isEmpty();
        room.clock().jump(Duration.ofSeconds(70));
        room.workList().releaseAbandoned(room.connection());
        assertThat(room.take(10)).extracting(WorkItem::id).containsExactly("dead");
    }

    private void runOf(String owner, long seenAt) {
        room.execute(
                "INSERT INTO run (connection_name, command, arguments, state, owner, started_at, seen_at, items_read,"
                        + " items_new, items_changed, items_unchanged, items_failed, calls)"
                        + " VALUES ('shop', 'history', '', 'running', '" + owner + "', 1, " + seenAt
                        + ", 0, 0, 0, 0, 0, 0)");
    }
}
