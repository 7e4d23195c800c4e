package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.approval.Change;
import io.bactrian.approval.ReadResult;
import io.bactrian.store.HeldRows;
import io.bactrian.store.TestDatabases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise 2. What was known earlier never overwrites what was known later, whichever is written first. */
@ParameterizedClass
@EnumSource(TestDatabases.class)
class NeverBackwardsTest {
    private static final int GONE = -1;
    private static final List<List<Integer>> ORDERS = Orders.of(List.of(0, 1, 2, 3));

    private static Storeroom room;

    @Parameter
    TestDatabases database;

    @BeforeParameterizedClassInvocation
    static void open(TestDatabases database) {
        room = new Storeroom(database);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        room.close();
    }

    @Test
    void fourReadsInAnyOrderLeaveTheLatest() {
        writeInEveryOrder("four", List.of(0, 1, 2, 3));
    }

    @Test
    void aDeletionAmongThemCountsFromItsOwnTimeOn() {
        writeInEveryOrder("first", List.of(GONE, 1, 2, 3));
        writeInEveryOrder("second", List.of(0, GONE, 2, 3));
        writeInEveryOrder("third", List.of(0, 1, GONE, 3));
        writeInEveryOrder("last", List.of(0, 1, 2, GONE));
    }

    @Test
    void aReadThatShowedNothingNewCountsAsWell() {
        writeInEveryOrder("same", List.of(7, 7, GONE, 7));
        writeInEveryOrder("same at last", List.of(7, GONE, 7, 7));
        writeInEveryOrder("back and forth", List.of(7, 8, 7, 7));
        writeInEveryOrder("between", List.of(7, 8, 8, 7));
    }

    @Test
    void twoReadsInOneBatchLeaveTheLatest() {
        room.save(version("batch", 1, 1), version("batch", 2, 2), version("batch", 0, 0));
        assertShows("batch", 2);
    }

    @Test
    void twoWritersSideBySideLeaveTheLatestOfEach() throws Exception {
        for (int round = 0; round < 12; round++) {
            String name = "round-" + round + "-";
            if (database == TestDatabases.H2) {
                // H2 sees no deadlock where one waits for a row and the other repeats an insert; that takes 20 seconds
                for (int approval = 0; approval < 8; approval++) {
                    room.save(version(name + approval, 0, -1));
                }
            }
            Random random = new Random(round);
            CyclicBarrier together = new CyclicBarrier(2);
            List<Callable<Void>> writers = new ArrayList<>();
            for (int writer = 0; writer < 2; writer++) {
                List<ReadResult> mine = new ArrayList<>();
                for (int approval = 0; approval < 8; approval++) {
                    for (int at = writer; at < 6; at += 2) {
                        mine.add(version(name + approval, at, at));
                    }
                }
                Collections.shuffle(mine, random);
                writers.add(() -> {
                    together.await();
                    for (int i = 0; i < mine.size(); i += 6) {
                        room.store().save(room.connection(), mine.subList(i, i + 6));
                    }
                    return null;
                });
            }
            runAll(writers);
            for (int approval = 0; approval < 8; approval++) {
                assertShows(name + approval, 5);
            }
        }
    }

    @Test
    void ofTwoWritersOfOneNewRowOnlyOneIsFirstAndTheLaterReadStays() throws Exception {
        // H2 waits for whoever inserts the same key, so there is no such moment
        Assumptions.assumeTrue(database == TestDatabases.MYSQL);
        for (int round = 0; round < 150; round++) {
            String id = "new-" + round;
            CyclicBarrier together = new CyclicBarrier(2);
            AtomicInteger firsts = new AtomicInteger();
            List<Callable<Void>> writers = new ArrayList<>();
            for (int writer = 0; writer < 2; writer++) {
                ReadResult read =
                        room.read(id, "{\"title\":\"bare " + writer + "\",\"status\":\"RUNNING\"}", moment(writer));
                writers.add(() -> {
                    together.await();
                    room.save(read).changes().stream()
                            .filter(change -> change.kind() == Change.Kind.NEW)
                            .forEach(change -> firsts.incrementAndGet());
                    return null;
                });
            }
            runAll(writers);
            assertThat(firsts).as(id).hasValue(1);
            assertThat(visible(id)).as(id).extracting(row -> row.get("title")).containsExactly("bare 1");
        }
    }

    private static void runAll(List<Callable<Void>> writers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(writers.size());
        try {
            for (Future<Void> done : threads.invokeAll(writers)) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aReadThatHadToWaitForALaterOneIsTheOlderOne() {
        room.save(version("waited", 1, 1));
        HeldRows.untilSomebodyWaits(
                room.dataSource(),
                database,
                "SELECT 1 FROM process_instance WHERE process_instance_id = 'waited'",
                () -> room.save(version("waited", 2, 2)),
                "INSERT INTO process_check (connection_name, process_instance_id, checked_at) VALUES ('"
                        + room.connection().name() + "', 'waited', "
                        + moment(3).toEpochMilli() + ")");
        assertShows("waited", 1);
    }

    /** Writes what was known at the moments 0 to 3 in each of the 24 orders. */
    private void writeInEveryOrder(String name, List<Integer> known) {
        for (List<Integer> order : ORDERS) {
            String id = name + " " + order;
            for (int at : order) {
                room.save(known.get(at) == GONE ? room.gone(id, moment(at)) : version(id, known.get(at), at));
            }
            if (known.get(3) == GONE) {
                assertThat(visible(id)).as(id).isEmpty();
            } else {
                assertShows(id, known.get(3));
            }
        }
    }

    private void assertShows(String id, int version) {
        assertThat(visible(id)).as(id).extracting(row -> row.get("title")).containsExactly("version " + version);
        assertThat(values("task_id", "process_task", id)).as(id).containsExactlyElementsOf(tasks(version));
        assertThat(values("remark", "process_operation_record", id)).as(id).containsExactlyElementsOf(remarks(version));
    }

    private List<Map<String, Object>> visible(String id) {
        return room.rows(
                "SELECT title FROM process_instance WHERE process_instance_id = '" + id + "' AND deleted_at IS NULL");
    }

    private List<Object> values(String column, String table, String id) {
        return room
                .rows("SELECT " + column + " AS v FROM " + table + " WHERE process_instance_id = '" + id
                        + "' ORDER BY position")
                .stream()
                .map(row -> row.get("v"))
                .toList();
    }

    private static ReadResult version(String id, int version, int at) {
        String tasks = String.join(
                ",",
                tasks(version).stream()
                        .map(task -> "{\"taskId\":\"" + task + "\",\"userId\":\"u1\",\"status\":\"RUNNING\"}")
                        .toList());
        String records = String.join(
                ",",
                remarks(version).stream()
                        .map(remark -> "{\"userId\":\"u1\",\"type\":\"ADD_REMARK\",\"remark\":\"" + remark + "\"}")
                        .toList());
        return room.read(
                id,
                "{\"title\":\"version " + version + "\",\"status\":\"RUNNING\",\"originatorUserId\":\"u1\",\"tasks\":["
                        + tasks + "],\"operationRecords\":[" + records + "]}",
                moment(at));
    }

    /** Later versions have other tasks, and sometimes fewer. */
    private static List<String> tasks(int version) {
        return Stream.of("t" + version, "t" + version + "b")
                .limit(1 + version % 2)
                .toList();
    }

    private static List<String> remarks(int version) {
        return Stream.of("r" + version, "r" + version + "b", "r" + version + "c")
                .limit(3 - version % 3)
                .toList();
    }

    private static Instant moment(int at) {
        return TravelClock.BEGINNING.plusSeconds(at);
    }
}
