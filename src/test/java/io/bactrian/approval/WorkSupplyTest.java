package io.bactrian.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.call.Purpose;
import io.bactrian.promise.Storeroom;
import io.bactrian.run.StopSignal;
import io.bactrian.store.TestDatabases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While nothing is there, readers wait together, and only one of them looks. */
class WorkSupplyTest {
    private static final int READERS = 16;

    private final AtomicInteger looks = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(READERS);
    private Storeroom room;

    @BeforeEach
    void open() {
        room = new Storeroom(TestDatabases.H2);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        room.close();
    }

    @Test
    void anEmptyListIsLookedAtByOneReaderLessAndLessOften() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        // how often more is expected is asked once a look
        WorkSupply supply = supply(() -> System.nanoTime() < end);
        assertThat(readAll(supply)).isEmpty();
        assertThat(looks.get()).isBetween(1, 9);
    }

    @Test
    void whatComesMeanwhileIsHandedOutOnceEach() throws Exception {
        WorkSupply supply = supply(() -> {
            if (looks.get() == 3) {
                room.ask(Purpose.LIVE, "a", "b", "c");
            }
            return looks.get() < 5;
        });
        assertThat(readAll(supply)).containsExactlyInAnyOrder("a", "b", "c");
    }

    private WorkSupply supply(Callable<Boolean> more) {
        DrainSession session = new DrainSession(
                room.connection(),
                null,
                Purposes.ALL,
                () -> {
                    looks.incrementAndGet();
                    try {
                        return more.call();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                new StopSignal(),
                20);
        return new WorkSupply(room.workList(), session, READERS);
    }

    private List<String> readAll(WorkSupply supply) throws Exception {
        List<Callable<List<String>>> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            readers.add(() -> {
                List<String> mine = new ArrayList<>();
                while (!supply.isFinished()) {
                    Optional<WorkItem> item = supply.poll();
                    if (item.isPresent()) {
                        mine.add(item.get().id());
                    } else {
                        supply.pause();
                    }
                }
                return mine;
            });
        }
        List<String> all = new ArrayList<>();
        for (Future<List<String>> reader : threads.invokeAll(readers)) {
            all.addAll(reader.get());
        }
        return all;
    }
}
