package io.bactrian.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.BactrianRuntime;
import io.bactrian.call.Purpose;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.Faults.Failure;
import io.bactrian.promise.EventsOf;
import io.bactrian.promise.TravelClock;
import io.bactrian.promise.World;
import io.bactrian.run.Run;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The drain of the service does not end: what fails in a way that may pass is read again later, and by itself. */
class EndlessDrainTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private World world;
    private DrainSession session;
    private Future<?> drained;
    private String id;

    @BeforeEach
    void open() {
        world = World.of(
                TestDatabases.H2,
                CompanySize.small(TravelClock.BEGINNING),
                Map.of("call.retries", "0", "approval.settle", "1ms"));
        id = world.company().approvals().findFirst().orElseThrow().id();
    }

    @AfterEach
    void close() throws Exception {
        if (session != null) {
            session.end("the test is over");
            drained.get(10, TimeUnit.SECONDS);
        }
        threads.shutdownNow();
        world.close();
    }

    @Test
    void aFailureThatMayPassIsPutOffAndReadLater() {
        world.faults().failNext(1, Failure.HTTP_500, "processInstances");
        drainEndlessly();
        world.ask(Purpose.LIVE, List.of(id));
        await().until(() -> count("work_item WHERE state = 'due' AND attempts = 1 AND error_class IS NOT NULL") == 1);
        assertThat(world.number("SELECT due_at FROM work_item"))
                .isGreaterThan(world.clock().millis() + 5_000);
        assertThat(session.endedBecause()).isEmpty();
        world.clock().jump(Duration.ofSeconds(10));
        await().until(() -> count("process_instance") == 1 && count("work_item") == 0);
    }

    @Test
    void anEventMakesWhatWasPutOffDueAtOnce() {
        world.faults().failNext(1, Failure.HTTP_500, "processInstances");
        drainEndlessly();
        world.ask(Purpose.LIVE, List.of(id));
        await().until(() -> count("work_item WHERE state = 'due' AND attempts = 1") == 1);
        world.runtime()
                .template()
                .requestBody(
                        ApprovalRoutes.EVENT,
                        new EventsOf(world.connection().name(), id)
                                .at(world.clock().instant())
                                .commented("hm"));
        await().until(() -> count("process_instance") == 1 && count("work_item") == 0);
    }

    @Test
    void whatFailsForGoodIsKeptWithItsErrorAndTheOthersGoOn() {
        world.faults().failApproval(id, 400, "paramError");
        drainEndlessly();
        List<String> all = world.company()
                .approvals()
                .limit(5)
                .map(approval -> approval.id())
                .toList();
        world.ask(Purpose.LIVE, all);
        await().until(() -> count("process_instance") == 4 && count("work_item WHERE state = 'failed'") == 1);
    }

    @Test
    void aCommandKeepsAFailureWithItsErrorAtOnce() {
        world.faults().failNext(1, Failure.HTTP_500, "processInstances");
        world.ask(Purpose.LIVE, List.of(id));
        assertThat(world.drain().state()).isEqualTo("failed");
        assertThat(count("work_item WHERE state = 'failed'")).isEqualTo(1);
    }

    private void drainEndlessly() {
        BactrianRuntime runtime = world.runtime();
        Run run = runtime.runs().start(world.connection(), "run", "");
        session = DrainSession.endless(world.connection(), run, runtime.stopSignal(), 20);
        Drain drain = new Drain(
                runtime.approvals().workList(),
                new StoredApprovals(runtime.tables().jdbc()),
                runtime.runs(),
                runtime.template(),
                threads,
                world.clock(),
                4,
                100,
                Duration.ofMillis(50));
        drained = threads.submit(() -> {
            drain.run(session);
            return null;
        });
    }

    private long count(String from) {
        return world.number("SELECT COUNT(*) FROM " + from);
    }
}
