package io.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.cli.Typist.Typed;
import io.bactrian.demo.Faults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C: the first one ends cleanly, the second one at once. */
class InterruptsTest {
    @TempDir
    private Path home;

    @Test
    void theFirstIsToldAndTheSecondHalts() {
        AtomicInteger halts = new AtomicInteger();
        AtomicInteger told = new AtomicInteger();
        Interrupts interrupts = new Interrupts(halts::incrementAndGet, Duration.ofSeconds(1));
        interrupts.onFirst(told::incrementAndGet).close();
        interrupts.onFirst(told::incrementAndGet);

        interrupts.raise();
        assertThat(halts).hasValue(0);
        interrupts.raise();

        assertThat(told).hasValue(1);
        assertThat(halts).hasValue(1);
    }

    @Test
    void workThatDoesNotEndInTimeIsLeft() {
        Interrupts interrupts = new Interrupts(() -> {}, Duration.ofMillis(100));
        interrupts.raise();
        CountDownLatch never = new CountDownLatch(1);

        assertThatThrownBy(() -> new Attendance(interrupts)
                        .to(
                                () -> {
                                    never.await();
                                    return null;
                                },
                                () -> {}))
                .isInstanceOf(Attendance.Abandoned.class);
    }

    @Test
    void aStoppedHistoryEndsWithin25SecondsAndGoesOnLater() throws Exception {
        try (Typist typist = new Typist(home, 60)) {
            typist.platform.faults().latency(Duration.ofMillis(400));
            CompletableFuture<Typed> typed =
                    CompletableFuture.supplyAsync(() -> typist.type("history", typist.firstDay()));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> typist.platform.meter().metered() > 12);
            typist.interrupts.raise();
            Typed stopped = typed.get(25, TimeUnit.SECONDS);

            assertThat(stopped.code()).isEqualTo(130);
            assertThat(stopped.out()).contains("history dingtalk is stopped; run the same command again to go on.");

            typist.platform.faults().none();
            typist.interrupts = new Interrupts(() -> {}, Duration.ofSeconds(12));
            Typed goneOn = typist.type("history", typist.firstDay());
            Typed again = typist.type("history", typist.firstDay());

            assertThat(goneOn.code()).isZero();
            assertThat(goneOn.err()).contains("goes on with the run");
            assertThat(again.out()).contains("new 0 / changed 0 / unchanged 60 / failed 0");
        }
    }

    @Test
    void aHangingPlatformDoesNotHoldTheCommand() throws Exception {
        try (Typist typist = new Typist(home, 5)) {
            typist.interrupts = new Interrupts(() -> {}, Duration.ofSeconds(2));
            typist.platform.faults().slow(1, Duration.ofMinutes(5), "");
            CompletableFuture<Typed> typed = CompletableFuture.supplyAsync(() -> typist.type("sync-users"));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> typist.platform.meter().calls() > 0);
            typist.interrupts.raise();

            assertThat(typed.get(25, TimeUnit.SECONDS).code()).isEqualTo(130);
        }
    }

    @Test
    void anOutageIsSaidAndCanBeGoneOnWith() {
        try (Typist typist = new Typist(home, 40)) {
            typist.environment.put("APPROVAL_GIVE_UP", "5");
            typist.platform.faults().failing(1, Faults.Failure.HTTP_500, "/v1.0/workflow/processInstances");

            Typed typed = typist.type("history", typist.firstDay());

            assertThat(typed.code()).isEqualTo(1);
            assertThat(typed.out()).contains("is stopped; run the same command again to go on.");
        }
    }
}
