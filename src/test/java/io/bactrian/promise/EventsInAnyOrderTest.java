package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.approval.ApprovalEvent;
import io.bactrian.approval.ReadResult;
import io.bactrian.approval.WorkItem;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise 2 for events: in whatever order they come, and however often, the rows end the same. */
@ParameterizedClass
@EnumSource(TestDatabases.class)
class EventsInAnyOrderTest {
    private static final int AT_ONCE = 60;
    private static final String INSTANCE = "SELECT process_instance_id, title, status, platform_status, result,"
            + " platform_result, originator_userid, current_approvers, current_approver_ids, form_values_cleaned, tasks,"
            + " create_time, finish_time, deleted_at FROM process_instance";
    private static final String TASKS = "SELECT * FROM process_task";
    private static final String RECORDS = "SELECT * FROM process_operation_record";

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
    void aWholeLifeEndsTheSameBeforeItIsReadAndAfter() {
        int lives = inEveryOrder(events -> List.of(
                events.started(),
                events.taskStarted(1),
                events.taskFinished(1, "agree"),
                events.taskFinished(2, "agree"),
                events.finished("agree")));

        assertThat(sameOfAll(
                        lives,
                        "SELECT process_instance_id, status, result, title, current_approvers, finish_time"
                                + " FROM process_instance"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row).containsEntry("status", "COMPLETED").containsEntry("result", "agree");
                    assertThat(row).containsEntry("current_approvers", null);
                    assertThat(row.get("finish_time")).isNotNull();
                });
        assertThat(room.rows("SELECT * FROM process_task WHERE status = 'RUNNING'"))
                .isEmpty();
        assertThat(room.rows("SELECT * FROM work_item")).hasSize(lives);

        readAll(EventsOf.detail("COMPLETED", "agree", "1:COMPLETED:AGREE", "2:COMPLETED:AGREE"));
        assertSameRows(lives);
        assertThat(sameOfAll(lives, TASKS)).hasSize(2);
        assertThat(sameOfAll(lives, RECORDS)).hasSize(3);
        assertThat(room.rows("SELECT * FROM work_item")).isEmpty();
    }

    @Test
    void aLifeThatGoesOnShowsWhoHasToActNextOnceItIsRead() {
        int lives = inEveryOrder(events -> List.of(
                events.started(),
                events.taskStarted(1),
                events.taskRedirected(1),
                events.taskStarted(2),
                events.commented("soon")));
        assertThat(sameOfAll(lives, "SELECT process_instance_id, status, result, finish_time FROM process_instance"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("status", "RUNNING"));

        readAll(EventsOf.detail("RUNNING", "", "1:COMPLETED:REDIRECTED", "2:RUNNING"));
        assertSameRows(lives);
        assertThat(sameOfAll(lives, INSTANCE).get(0)).containsEntry("current_approvers", "u2");
    }

    @Test
    void aDeletionAmongThemIsTheEndOfIt() {
        int lives = inEveryOrder(events -> List.of(
                events.started(),
                events.taskStarted(1),
                events.deleted(),
                events.finished("refuse"),
                events.commented("late")));
        assertThat(room.rows("SELECT process_instance_id FROM process_instance WHERE deleted_at IS NULL"))
                .isEmpty();
        List<Map<String, Object>> work = room.rows("SELECT * FROM work_item");
        assertThat(work)
                .as("there is nothing to read")
                .allMatch(row -> row.get("need").equals("tell"));
    }

    @Test
    void whatArrivesInOneMomentIsWrittenInOneTransaction() {
        List<ApprovalEvent> all = new ArrayList<>();
        EventsOf deletedFirst = new EventsOf("shop", "deleted first");
        all.addAll(List.of(deletedFirst.deleted(), deletedFirst.started(), deletedFirst.taskStarted(1)));
        EventsOf deletedLast = new EventsOf("shop", "deleted last");
        all.addAll(List.of(deletedLast.started(), deletedLast.taskStarted(1), deletedLast.deleted()));
        EventsOf finished = new EventsOf("shop", "finished");
        all.addAll(List.of(finished.finished("agree"), finished.taskFinished(1, "agree"), finished.started()));
        room.happen(all);

        assertThat(room.rows("SELECT process_instance_id AS id FROM process_instance WHERE deleted_at IS NULL"))
                .extracting(row -> row.get("id"))
                .containsExactly("finished");
        assertThat(room.rows("SELECT process_instance_id AS id FROM work_item WHERE need = 'read'"))
                .extracting(row -> row.get("id"))
                .containsExactly("finished");
    }

    @Test
    void aDeletionThatIsStoredLateMarksTheRowAllTheSame() {
        EventsOf events = new EventsOf("shop", "a");
        room.happen(List.of(events.at(TravelClock.BEGINNING.plusMillis(5)).started()));
        room.save(room.read("a", EventsOf.detail("RUNNING", ""), TravelClock.BEGINNING.plusMillis(7)));
        room.save(room.read("a", EventsOf.detail("RUNNING", ""), TravelClock.BEGINNING.plusMillis(9)));
        room.happen(List.of(events.deleted()));
        assertThat(room.rows("SELECT * FROM process_instance WHERE deleted_at IS NULL"))
                .isEmpty();
    }

    @Test
    void theSameUnderAnotherIdChangesNothing() {
        EventsOf events = new EventsOf("shop", "a");
        List<ApprovalEvent> life = List.of(
                events.started(), events.taskStarted(1), events.taskFinished(1, "refuse"), events.finished("refuse"));
        room.happen(life);
        room.clock().jump(Duration.ofMinutes(1));
        Map<String, List<Map<String, Object>>> before = room.everything();
        room.happen(life.stream().map(EventsOf::underAnotherId).toList());
        assertThat(Rows.differences(before, room.everything())).isEmpty();
        assertThat(room.rows("SELECT * FROM work_item")).hasSize(1);
    }

    /** Every order of the events, one approval each, every event twice; gives the number of approvals. */
    private int inEveryOrder(Function<EventsOf, List<ApprovalEvent>> life) {
        int length = life.apply(new EventsOf("shop", "any")).size();
        List<List<Integer>> orders =
                Orders.of(IntStream.range(0, length).boxed().toList());
        List<List<ApprovalEvent>> lives = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            List<ApprovalEvent> events = life.apply(new EventsOf("shop", "life " + i));
            List<ApprovalEvent> ordered =
                    orders.get(i).stream().map(events::get).toList();
            int repeated = i % length;
            lives.add(Stream.of(ordered, ordered.subList(repeated, length), ordered.subList(0, repeated))
                    .flatMap(List::stream)
                    .toList());
        }
        for (int from = 0; from < lives.size(); from += AT_ONCE) {
            List<List<ApprovalEvent>> some = lives.subList(from, Math.min(lives.size(), from + AT_ONCE));
            for (int step = 0; step < 2 * length; step++) {
                int now = step;
                room.happen(some.stream().map(events -> events.get(now)).toList());
            }
        }
        return orders.size();
    }

    private void readAll(String detail) {
        Instant readAt = room.clock().instant();
        for (List<WorkItem> items = room.take(AT_ONCE); !items.isEmpty(); items = room.take(AT_ONCE)) {
            room.save(
                    items.stream().map(item -> room.read(item, detail, readAt)).toArray(ReadResult[]::new));
        }
    }

    private void assertSameRows(int lives) {
        List<String> statements = List.of(INSTANCE, TASKS, RECORDS);
        statements.forEach(statement -> assertThat(sameOfAll(lives, statement)).isNotEmpty());
    }

    /** The rows of each life without its id, which must be the same; gives those of one. */
    private List<Map<String, Object>> sameOfAll(int lives, String select) {
        Map<Object, List<Map<String, Object>>> ofEach = room.rows(select).stream()
                .collect(Collectors.groupingBy(
                        row -> row.get("process_instance_id"),
                        Collectors.mapping(EventsInAnyOrderTest::withoutId, Collectors.toList())));
        assertThat(ofEach).hasSize(lives);
        List<Map<String, Object>> first = ofEach.get("life 0");
        ofEach.forEach((id, rows) -> assertThat(rows).as("%s", id).containsExactlyInAnyOrderElementsOf(first));
        return first;
    }

    private static Map<String, Object> withoutId(Map<String, Object> row) {
        String id = (String) row.get("process_instance_id");
        Map<String, Object> plain = new LinkedHashMap<>(row);
        plain.replaceAll((column, value) -> value instanceof String text ? text.replace(id, "it") : value);
        return plain;
    }
}
