package io.bactrian.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;

/** Many threads, few transactions: nobody waits longer than he can, and one bad item is one bad item. */
class GroupCommitTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<List<Integer>> groups = new CopyOnWriteArrayList<>();
    private final CountDownLatch hold = new CountDownLatch(1);
    private final AtomicInteger waiting = new AtomicInteger();

    @AfterEach
    void stop() {
        hold.countDown();
        threads.shutdownNow();
    }

    @Test
    void whatArrivesDuringATransactionIsTheNextOne() throws Exception {
        GroupCommit<Integer> commit = new GroupCommit<>(this::heldAtFirst, threads, PATIENCE);
        List<Future<Integer>> written = afterTheFirstIsHeld(commit, 1, 20);
        hold.countDown();
        for (Future<Integer> one : written) {
            one.get(10, TimeUnit.SECONDS);
        }
        assertThat(groups).hasSize(2);
        assertThat(groups.get(1)).hasSize(20);
    }

    @Test
    void anItemThatTheDatabaseWillNotHaveIsTheOnlyOneThatFails() throws Exception {
        GroupCommit<Integer> commit = new GroupCommit<>(
                refusing(items -> items.contains(7), new DataIntegrityViolationException("too long")),
                threads,
                PATIENCE);
        List<Future<Integer>> written = afterTheFirstIsHeld(commit, 1, 100);
        hold.countDown();
        assertThat(failures(written)).containsExactly(7);
        assertThat(groups.size()).as("transactions").isLessThan(20);
    }

    @Test
    void aMistakeOfOursAboutOneItemIsNobodyElsesEither() throws Exception {
        GroupCommit<Integer> commit = new GroupCommit<>(
                refusing(items -> items.contains(3), new IllegalStateException("cannot be read")), threads, PATIENCE);
        List<Future<Integer>> written = afterTheFirstIsHeld(commit, 1, 8);
        hold.countDown();
        assertThat(failures(written)).containsExactly(3);
    }

    @Test
    void aDatabaseThatIsAwayIsAskedOnceForAllOfThem() throws Exception {
        GroupCommit<Integer> commit = new GroupCommit<>(
                refusing(items -> !items.contains(0), new DataAccessResourceFailureException("connection lost")),
                threads,
                PATIENCE);
        List<Future<Integer>> written = afterTheFirstIsHeld(commit, 1, 50);
        hold.countDown();
        assertThat(failures(written)).hasSize(50);
        assertThat(groups).hasSize(2);
    }

    @Test
    void whoCannotWaitAnyLongerIsNotWritten() {
        GroupCommit<Integer> commit = new GroupCommit<>(this::heldAtFirst, threads, Duration.ofSeconds(2));
        threads.submit(() -> commit.write(0));
        await().until(() -> waiting.get() == 1);
        assertThatThrownBy(() -> commit.write(1))
                .isInstanceOf(NotStoredException.class)
                .hasMessageContaining("within 2000 ms");
        hold.countDown();
        await().untilAsserted(() -> assertThat(groups).containsExactly(List.of(0)));
        commit.write(2);
        assertThat(groups).containsExactly(List.of(0), List.of(2));
    }

    @Test
    void whoCannotHaveAThreadIsRefusedAtOnce() {
        ExecutorService closed = Executors.newSingleThreadExecutor();
        closed.shutdown();
        GroupCommit<Integer> commit = new GroupCommit<>(groups::add, closed, PATIENCE);
        assertThatThrownBy(() -> commit.write(1)).isInstanceOf(NotStoredException.class);
        assertThatThrownBy(() -> commit.write(2)).isInstanceOf(NotStoredException.class);
        assertThat(groups).isEmpty();
    }

    /** The first group waits until it is let go; by then all of {@code first} to {@code last} stand in line. */
    private List<Future<Integer>> afterTheFirstIsHeld(GroupCommit<Integer> commit, int first, int last) {
        threads.submit(() -> commit.write(0));
        await().until(() -> waiting.get() == 1);
        AtomicInteger began = new AtomicInteger();
        List<Thread> writers = new CopyOnWriteArrayList<>();
        List<Future<Integer>> written = new ArrayList<>();
        IntStream.rangeClosed(first, last).forEach(item -> {
            Callable<Integer> write = () -> {
                writers.add(Thread.currentThread());
                began.incrementAndGet();
                commit.write(item);
                return item;
            };
            written.add(threads.submit(write));
        });
        await().until(() -> began.get() == last - first + 1
                && writers.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
        return written;
    }

    private static List<Integer> failures(List<Future<Integer>> written) throws InterruptedException {
        List<Integer> failed = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            try {
                written.get(i).get();
            } catch (ExecutionException e) {
                assertThat(e.getCause()).isInstanceOf(NotStoredException.class);
                failed.add(i + 1);
            }
        }
        return failed;
    }

    private Consumer<List<Integer>> refusing(Predicate<List<Integer>> bad, RuntimeException refusal) {
        return items -> {
            heldAtFirst(items);
            if (bad.test(items)) {
                throw refusal;
            }
        };
    }

    private void heldAtFirst(List<Integer> items) {
        waiting.incrementAndGet();
        try {
            hold.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        groups.add(items);
    }
}
