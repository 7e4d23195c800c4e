package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bactrian.approval.ApprovalEvent;
import io.bactrian.approval.ApprovalRoutes;
import io.bactrian.demo.CompanySize;
import io.bactrian.event.NotStoredException;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.CamelExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise 1 for events: whoever is told that an event is stored finds it stored, in time, whatever is wrong with others. */
class EventsAreStoredFirstTest {
    private static final int THREADS = 64;
    /** As slow as a busy machine may be, while whoever brings an event is told that it waits for so long. */
    private static final Duration IN_TIME = Duration.ofSeconds(10);

    private static final Map<String, String> PATIENT = Map.of("event.acknowledge", "9s");
    private static final CompanySize NOBODY_DID_ANYTHING =
            CompanySize.small(TravelClock.BEGINNING).withApprovals(0);

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private World world;

    @AfterEach
    void close() {
        threads.shutdownNow();
        world.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void aStormIsStoredInTime(TestDatabases database) throws Exception {
        world = World.of(database, NOBODY_DID_ANYTHING, PATIENT);
        List<ApprovalEvent> events = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            EventsOf of = of("a" + i);
            events.addAll(List.of(of.started(), of.taskStarted(1), of.finished("agree")));
            if (i < 100) {
                events.add(of.taskFinished(1, "agree"));
            }
        }
        Collections.shuffle(events, new Random(4711));
        deliver(of("warm").started());

        List<Future<Duration>> stored = new ArrayList<>();
        for (ApprovalEvent event : events) {
            stored.add(threads.submit(timed(event)));
        }
        Duration longest = Duration.ZERO;
        for (Future<Duration> one : stored) {
            longest = longest.compareTo(one.get()) > 0 ? longest : one.get();
        }
        assertThat(longest).isLessThan(IN_TIME);
        assertThat(world.number("SELECT COUNT(*) FROM platform_event")).isEqualTo(1001);
        assertThat(world.number("SELECT COUNT(*) FROM process_instance WHERE status = 'COMPLETED' AND result = 'agree'"
                        + " AND current_approvers IS NULL"))
                .isEqualTo(300);
        assertThat(world.number("SELECT COUNT(*) FROM work_item WHERE need = 'read' AND foretold = 'ended'"))
                .isEqualTo(300);
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void anEventOfWhatCannotBeAnApprovalIsTheOnlyOneThatIsDropped(TestDatabases database) throws Exception {
        world = World.of(database, NOBODY_DID_ANYTHING, PATIENT);
        List<Future<Duration>> stored = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            stored.add(threads.submit(
                    timed(of(i % 20 == 7 ? "a".repeat(5000) + i : "a" + i).started())));
        }
        for (Future<Duration> one : stored) {
            // delivering it again would not help, so it counts as handled
            one.get();
        }
        assertThat(world.number("SELECT COUNT(*) FROM process_instance")).isEqualTo(190);
        assertThat(world.number("SELECT COUNT(*) FROM platform_event")).isEqualTo(190);
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void twoDeliveriesOfOneEventAtTheSameMomentAreOne(TestDatabases database) throws Exception {
        Map<String, String> settings = database.fresh();
        world = World.of(settings, NOBODY_DID_ANYTHING, PATIENT);
        try (World other = World.of(settings, NOBODY_DID_ANYTHING, Map.of())) {
            List<Future<Duration>> stored = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                ApprovalEvent event = of("a" + i / 2).started();
                ApprovalEvent task = of("a" + i / 2).taskFinished(1, "agree");
                stored.add(threads.submit(timed(world, event)));
                stored.add(threads.submit(timed(other, event)));
                stored.add(threads.submit(timed(world, task)));
                stored.add(threads.submit(timed(other, task)));
            }
            for (Future<Duration> one : stored) {
                assertThat(one.get()).isLessThan(IN_TIME);
            }
        }
        assertThat(world.number("SELECT COUNT(*) FROM platform_event")).isEqualTo(50);
        assertThat(world.number("SELECT COUNT(*) FROM process_instance")).isEqualTo(25);
        assertThat(world.number("SELECT COUNT(*) FROM work_item")).isEqualTo(25);
        assertThat(world.number("SELECT COUNT(*) FROM process_operation_record"))
                .isLessThanOrEqualTo(25);
    }

    @Test
    void withoutTheDatabaseNothingIsAcknowledgedAndTheNextDeliveryIsStored() {
        Map<String, String> settings = new HashMap<>(TestDatabases.MYSQL.fresh());
        try (CutLine line = new CutLine(Integer.parseInt(settings.get("db.port")))) {
            settings.put("db.port", String.valueOf(line.port()));
            world = World.of(settings, NOBODY_DID_ANYTHING, Map.of("event.acknowledge", "1s"));
            await().atMost(Duration.ofSeconds(30))
                    .ignoreException(CamelExecutionException.class)
                    .until(() -> {
                        deliver(of("a").started());
                        return true;
                    });
            line.cut();
            List<ApprovalEvent> events = List.of(of("a").finished("agree"), of("b").started());
            for (ApprovalEvent event : events) {
                long began = System.nanoTime();
                assertThatThrownBy(() -> deliver(event))
                        .isInstanceOf(CamelExecutionException.class)
                        .hasCauseInstanceOf(NotStoredException.class);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
            }
            line.mend();
            await().atMost(Duration.ofSeconds(30))
                    .ignoreException(CamelExecutionException.class)
                    .until(() -> {
                        events.forEach(this::deliver);
                        return true;
                    });
            assertThat(world.rows("SELECT process_instance_id AS id, status FROM process_instance ORDER BY 1"))
                    .extracting(row -> row.get("id") + " " + row.get("status"))
                    .containsExactly("a COMPLETED", "b RUNNING");
            assertThat(world.number("SELECT COUNT(*) FROM platform_event")).isEqualTo(3);
            assertThat(world.number("SELECT COUNT(*) FROM work_item")).isEqualTo(2);
            world.close();
        }
    }

    private EventsOf of(String id) {
        return new EventsOf(world.connection().name(), id);
    }

    private void deliver(ApprovalEvent event) {
        world.runtime().template().requestBody(ApprovalRoutes.EVENT, event);
    }

    private Callable<Duration> timed(ApprovalEvent event) {
        return timed(world, event);
    }

    private static Callable<Duration> timed(World where, ApprovalEvent event) {
        return () -> {
            long began = System.nanoTime();
            where.runtime().template().requestBody(ApprovalRoutes.EVENT, event);
            return Duration.ofNanos(System.nanoTime() - began);
        };
    }
}
