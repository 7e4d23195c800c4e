package io.bactrian.promise;

import static io.bactrian.promise.EventsOf.detail;
import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.approval.ApprovalEvent;
import io.bactrian.approval.ApprovalStore.Saved;
import io.bactrian.approval.Change;
import io.bactrian.approval.ReadResult;
import io.bactrian.approval.WorkItem;
import io.bactrian.approval.WorkItem.Foretold;
import io.bactrian.call.ErrorClass;
import io.bactrian.call.Purpose;
import io.bactrian.store.TestDatabases;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise 2: an answer that was on its way while events arrived undoes none of them. */
@ParameterizedClass
@EnumSource(TestDatabases.class)
class EventsDuringAReadTest {
    private static final Instant READ = TravelClock.BEGINNING.plusSeconds(60);

    private final EventsOf before = new EventsOf("shop", "a");
    private final EventsOf during = before.at(READ.plusSeconds(1));
    private Storeroom room;

    @Parameter
    TestDatabases database;

    @BeforeEach
    void open() {
        room = new Storeroom(database);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void anEndStaysAndIsReadAgain() {
        WorkItem item = startedAndTaken();
        room.happen(List.of(during.finished("agree")));
        Saved saved = room.save(room.read(item, detail("RUNNING", "", "1:RUNNING"), READ));
        assertThat(row()).containsEntry("status", "COMPLETED").containsEntry("current_approvers", null);
        assertThat(row().get("form")).as("what the answer knew").isNotNull();
        assertTold(saved, Change.Kind.NEW, null, "COMPLETED");

        WorkItem again = takeOne();
        assertThat(again.isTold()).isFalse();
        assertThat(again.foretold()).isEqualTo(Foretold.ENDED);
        room.save(room.read(again, detail("COMPLETED", "agree", "1:COMPLETED:AGREE"), READ.plusSeconds(2)));
        assertThat(row()).containsEntry("status", "COMPLETED").containsEntry("result", "agree");
        assertNothingLeft();
    }

    @Test
    void aTaskStaysAndNeedsNoSecondCall() {
        WorkItem item = startedAndTaken();
        room.happen(List.of(during.taskFinished(1, "agree"), during.taskStarted(2)));
        Saved saved = room.save(room.read(item, detail("RUNNING", "", "1:RUNNING"), READ));
        assertThat(row()).containsEntry("status", "RUNNING").containsEntry("current_approvers", "u2");
        assertThat(room.rows("SELECT * FROM process_operation_record")).hasSize(2);
        assertTold(saved, Change.Kind.NEW, null, "RUNNING");
        assertNothingLeft();
    }

    @Test
    void aCommentIsAReasonToReadAgain() {
        WorkItem item = startedAndTaken();
        room.happen(List.of(during.commented("hm")));
        room.save(room.read(item, detail("RUNNING", "", "1:RUNNING"), READ));
        assertThat(takeOne().isTold()).isFalse();
    }

    @Test
    void aStartThatComesAfterTheReadBeganIsNone() {
        room.ask(Purpose.HISTORY, "a");
        WorkItem item = takeOne();
        room.happen(List.of(during.started()));
        Saved saved = room.save(room.read(item, detail("RUNNING", "", "1:RUNNING"), READ));
        assertThat(row()).containsEntry("status", "RUNNING").containsEntry("current_approvers", "u1");
        assertTold(saved, Change.Kind.NEW, null, "RUNNING");
    }

    @Test
    void aDeletionIsTheEndWhateverTheAnswerIs() {
        for (boolean found : List.of(true, false)) {
            WorkItem item = startedAndTaken();
            room.happen(List.of(during.deleted()));
            Saved saved =
                    room.save(found ? room.read(item, detail("RUNNING", "", "1:RUNNING"), READ) : room.gone("a", READ));
            assertThat(row().get("deleted_at")).isNotNull();
            assertTold(saved, Change.Kind.DELETED, null, null);
            assertNothingLeft();
            room.execute("DELETE FROM process_instance");
            room.execute("DELETE FROM process_task");
            room.execute("DELETE FROM process_operation_record");
            room.execute("DELETE FROM process_check");
            room.execute("DELETE FROM platform_event");
        }
    }

    @Test
    void aDeletionOfWhatIsJustBeingFoundLeavesNothing() {
        room.ask(Purpose.HISTORY, "a");
        WorkItem item = takeOne();
        room.happen(List.of(during.deleted()));
        Saved saved = room.save(room.read(item, detail("RUNNING", "", "1:RUNNING"), READ));
        assertThat(room.rows("SELECT * FROM process_instance")).isEmpty();
        assertThat(saved.changes()).isEmpty();
        // what had been read might as well have come between
        assertThat(tell(takeOne()).changes()).isEmpty();
        assertThat(room.rows("SELECT * FROM process_instance")).isEmpty();
        assertNothingLeft();
    }

    @Test
    void aDeletionThatCameWhileTheFirstReadWasBeingWrittenIsWrittenAfterIt() {
        room.ask(Purpose.HISTORY, "a");
        WorkItem item = takeOne();
        room.happen(List.of(during.deleted()));
        // whoever writes it has looked for deletions before
        room.execute("DELETE FROM process_check");
        room.save(room.read(item, detail("RUNNING", "", "1:RUNNING"), READ));
        room.execute(
                "INSERT INTO process_check (connection_name, process_instance_id, checked_at) VALUES ('shop', 'a', "
                        + READ.plusSeconds(1).toEpochMilli() + ")");
        assertThat(row().get("deleted_at")).isNull();

        Saved told = tell(takeOne());

        assertThat(row().get("deleted_at")).isNotNull();
        assertTold(told, Change.Kind.DELETED, null, null);
        assertNothingLeft();
    }

    @Test
    void aDeletionIsToldWhereTheReadFailsForGood() {
        WorkItem item = startedAndTaken();
        room.save(room.read(item, detail("RUNNING", "", "1:RUNNING"), READ));
        room.ask(Purpose.REPLAY, "a");
        WorkItem again = takeOne();
        room.happen(List.of(during.deleted()));
        room.workList().fail(again, ErrorClass.PERMANENT, "no right to read it");

        assertTold(tell(takeOne()), Change.Kind.DELETED, null, null);
        assertNothingLeft();
    }

    @Test
    void whatAnAnswerDidNotKnowStaysWhenTheNextOneDoesNotEither() {
        WorkItem item = startedAndTaken();
        room.save(room.read(item, detail("COMPLETED", "agree", "1:COMPLETED:AGREE"), READ.minusSeconds(60)));
        room.happen(List.of(before.at(READ.minusSeconds(1)).revoked()));
        assertThat(row()).containsEntry("status", "TERMINATED");
        room.save(room.read("a", detail("COMPLETED", "agree", "1:COMPLETED:AGREE"), READ));
        assertThat(row()).as("it is merged").containsEntry("status", "TERMINATED");
        ReadResult behind =
                room.read("a", detail("COMPLETED", "agree", "1:COMPLETED:AGREE", "2:CANCELED"), READ.plusSeconds(2));
        room.save(behind);
        assertThat(row()).as("with what is new in it").containsEntry("status", "TERMINATED");
        assertThat(room.rows("SELECT * FROM process_task")).hasSize(2);

        room.save(room.read("a", detail("COMPLETED", "agree", "1:COMPLETED:AGREE", "2:CANCELED"), READ.plusSeconds(5)));
        assertThat(row()).as("the platform is behind for some seconds").containsEntry("status", "TERMINATED");
        room.store().rebuild(room.connection(), List.of(behind.approval()));
        assertThat(row()).as("its payload is not all that is known").containsEntry("status", "TERMINATED");
        room.save(room.read("a", detail("COMPLETED", "agree", "1:COMPLETED:AGREE"), READ.plusSeconds(60)));
        assertThat(row()).as("the platform has had its time").containsEntry("status", "COMPLETED");
    }

    @Test
    void anAnswerThatSaysWhatEventsHadSaidIsThePayloadFromThenOn() {
        WorkItem item = startedAndTaken();
        room.save(room.read(item, detail("COMPLETED", "agree", "1:COMPLETED:AGREE"), READ));
        room.execute("UPDATE process_instance SET known_at = known_at + 5, update_time = '2026-01-01 00:00:00'");

        ReadResult later = room.read("a", detail("COMPLETED", "agree", "1:COMPLETED:AGREE"), READ.plusSeconds(60));
        assertThat(room.save(later).changes()).isEmpty();

        assertThat(room.rows("SELECT i.known_at, i.read_at, p.read_at AS payload_at, i.update_time"
                        + " FROM process_instance i JOIN process_payload p"
                        + " ON p.process_instance_id = i.process_instance_id"))
                .singleElement()
                .satisfies(row -> assertThat(row.values().stream().map(String::valueOf))
                        .containsExactly(
                                String.valueOf(READ.plusSeconds(60).toEpochMilli()),
                                String.valueOf(READ.plusSeconds(60).toEpochMilli()),
                                String.valueOf(READ.plusSeconds(60).toEpochMilli()),
                                "2026-01-01T00:00"));
    }

    private Saved tell(WorkItem item) {
        assertThat(item.isTold()).isTrue();
        return room.save(room.read(item, detail("RUNNING", "", "1:RUNNING"), READ.plusSeconds(3)));
    }

    @Test
    void whatIsOnlyToBeToldCanBeAskedFor() {
        WorkItem item = startedAndTaken();
        room.save(room.read(item, detail("RUNNING", "", "1:RUNNING"), READ));
        room.happen(List.of(during.taskFinished(1, "agree")));
        room.ask(Purpose.REPLAY, "a");
        assertThat(takeOne().isTold())
                .as("somebody wants to know it from the platform")
                .isFalse();
    }

    @Test
    void whatIsAskedForWhileItIsBeingToldIsRead() {
        WorkItem item = startedAndTaken();
        room.save(room.read(item, detail("RUNNING", "", "1:RUNNING"), READ));
        room.happen(List.of(during.taskFinished(1, "agree")));
        WorkItem told = takeOne();
        assertThat(told.isTold()).isTrue();
        room.execute("UPDATE process_instance SET status = 'COMPLETED'");
        room.ask(Purpose.REPLAY, "a");
        assertTold(
                room.save(room.read(told, detail("RUNNING", ""), READ)), Change.Kind.CHANGED, "RUNNING", "COMPLETED");
        assertThat(takeOne().isTold()).isFalse();
    }

    @Test
    void eachChangeIsToldFromWhatWasToldBefore() {
        WorkItem item = startedAndTaken();
        room.save(room.read(item, detail("RUNNING", "", "1:RUNNING"), READ));
        room.happen(List.of(during.taskFinished(1, "agree")));
        room.happen(List.of(during.taskStarted(2)));
        Saved moved = room.save(room.read(takeOne(), detail("RUNNING", ""), READ.plusSeconds(2)));
        assertTold(moved, Change.Kind.CHANGED, "RUNNING", "RUNNING");
        assertThat(moved.changes().get(0).before().currentApproverIds()).containsExactly("u1");
        assertThat(moved.changes().get(0).approval().runningTasks())
                .extracting(task -> task.userId())
                .containsExactly("u2");

        room.happen(List.of(during.finished("refuse"), during.taskFinished(2, "refuse")));
        Saved ended = room.save(room.read(
                takeOne(),
                detail("COMPLETED", "refuse", "1:COMPLETED:AGREE", "2:COMPLETED:REFUSE"),
                READ.plusSeconds(3)));
        assertTold(ended, Change.Kind.CHANGED, "RUNNING", "COMPLETED");
        assertThat(ended.changes().get(0).before().currentApproverIds()).containsExactly("u2");
        assertThat(ended.changes().get(0).isFinished()).isTrue();

        List<ApprovalEvent> late = List.of(during.finished("refuse"), during.taskFinished(2, "refuse"));
        room.happen(late.stream().map(EventsOf::underAnotherId).toList());
        room.happen(late);
        assertNothingLeft();
    }

    @Test
    void anAnswerThatShowsNothingNewIsStillTheMomentToTellWhatEventsSaid() {
        WorkItem item = startedAndTaken();
        room.save(room.read(item, detail("RUNNING", "", "1:RUNNING"), READ));
        room.happen(List.of(during.taskFinished(1, "agree"), during.commented("hm")));
        WorkItem commented = takeOne();
        room.save(room.read("a", detail("RUNNING", "", "1:COMPLETED:AGREE", "2:RUNNING"), READ.plusSeconds(9)));
        Saved told = room.save(
                room.read(commented, detail("RUNNING", "", "1:COMPLETED:AGREE", "2:RUNNING"), READ.plusSeconds(8)));
        assertThat(told.changes()).as("the answer that came first told it").isEmpty();
        assertNothingLeft();
    }

    private WorkItem startedAndTaken() {
        room.happen(List.of(before.started(), before.taskStarted(1)));
        return takeOne();
    }

    private WorkItem takeOne() {
        List<WorkItem> items = room.take(10);
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    private static void assertTold(Saved saved, Change.Kind kind, String from, String to) {
        assertThat(saved.changes()).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(kind);
            assertThat(change.purpose()).isNotNull();
            assertThat(change.before() == null ? null : change.before().status())
                    .isEqualTo(from);
            assertThat(change.approval() == null ? null : change.approval().status())
                    .isEqualTo(to);
        });
    }

    private void assertNothingLeft() {
        assertThat(room.rows("SELECT * FROM work_item")).isEmpty();
    }

    private Map<String, Object> row() {
        return room.rows("SELECT status, result, current_approvers, form_values_cleaned AS form, deleted_at"
                        + " FROM process_instance")
                .get(0);
    }
}
