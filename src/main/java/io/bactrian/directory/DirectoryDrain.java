package io.bactrian.directory;

import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings people and departments up to date that events have named: several readers take rows of {@code directory_work},
 * read each with one call at most, and write it down. Thread-safe, and safe beside other processes.
 */
public final class DirectoryDrain {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryDrain.class);
    private static final int BATCH = 50;

    private final DirectoryWork work;
    private final DirectoryReader reader;
    private final DirectoryWriter writer;
    private final ExecutorService threads;
    private final Clock clock;
    private final int readers;
    private final Map<String, ReaderPause> pauses = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /** {@code threads} must be able to run {@code readers} tasks for each connection at the same time. */
    DirectoryDrain(
            DirectoryWork work,
            DirectoryReader reader,
            DirectoryWriter writer,
            ExecutorService threads,
            Clock clock,
            int readers) {
        this.work = work;
        this.reader = reader;
        this.writer = writer;
        this.threads = threads;
        this.clock = clock;
        this.readers = readers;
    }

    /**
     * Reads and writes until nothing is due, and gives the number of rows that were dealt with. What the platform does
     * not answer now is due again later, and while it refuses us altogether nobody is asked; see {@link #nextDue}.
     * Errors: Spring's data access exceptions when the database fails; then nothing is lost.
     *
     * @param run counts what comes of it, or {@code null}
     * @param stop whether to end early: what is in hand is finished, the rest goes back
     */
    public int drain(Connection connection, Run run, BooleanSupplier stop) throws InterruptedException {
        ReentrantLock lock = locks.computeIfAbsent(connection.name(), name -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            // nobody else in this process has taken any: these are left from a time when the database failed
            work.releaseMine(connection);
            work.releaseAbandoned(connection);
            int done = 0;
            while (!stop.getAsBoolean()) {
                List<DirectoryWorkItem> batch =
                        work.take(connection, BATCH, pause(connection).isOver());
                if (batch.isEmpty()) {
                    break;
                }
                carry(connection, batch, run, stop);
                done += batch.size();
            }
            return done;
        } finally {
            lock.unlock();
        }
    }

    /**
     * When there will be something to do for {@link #drain}, in milliseconds since 1970 by our own clock; empty when
     * nothing is on the list.
     */
    public OptionalLong nextDue(Connection connection) {
        ReaderPause pause = pause(connection);
        OptionalLong due = work.nextDue(connection, true);
        if (due.isEmpty() || pause.isOver()) {
            return due;
        }
        long later = Math.max(due.getAsLong(), pause.until());
        return OptionalLong.of(Math.min(later, work.nextDue(connection, false).orElse(later)));
    }

    /** Why the platform is not asked at the moment; empty when it is. */
    public Optional<String> pausedBecause(Connection connection) {
        return pause(connection).because();
    }

    private ReaderPause pause(Connection connection) {
        return pauses.computeIfAbsent(connection.name(), name -> new ReaderPause(clock));
    }

    private void carry(Connection connection, List<DirectoryWorkItem> batch, Run run, BooleanSupplier stop)
            throws InterruptedException {
        Queue<DirectoryWorkItem> items = new ConcurrentLinkedQueue<>(batch);
        items.removeIf(DirectoryWorkItem::isHeadcount);
        boolean finished = false;
        try {
            carry(connection, items, run, stop);
            for (DirectoryWorkItem item : batch) {
                if (item.isHeadcount()) {
                    writer.headcounts(connection, item);
                }
            }
            finished = true;
        } finally {
            release(connection, finished);
        }
    }

    private void carry(Connection connection, Queue<DirectoryWorkItem> items, Run run, BooleanSupplier stop)
            throws InterruptedException {
        List<Future<?>> others = new ArrayList<>();
        for (int i = 1; i < Math.min(readers, items.size()); i++) {
            others.add(threads.submit(() -> carryEach(connection, items, run, stop)));
        }
        RuntimeException failure = null;
        try {
            carryEach(connection, items, run, stop);
        } catch (RuntimeException e) {
            failure = e;
        }
        for (Future<?> other : others) {
            try {
                other.get();
            } catch (ExecutionException e) {
                failure = e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void carryEach(Connection connection, Queue<DirectoryWorkItem> items, Run run, BooleanSupplier stop) {
        try {
            for (DirectoryWorkItem item = items.poll(); item != null; item = items.poll()) {
                if (!stop.getAsBoolean()) {
                    reader.carry(connection, item, run, pause(connection));
                }
            }
        } catch (RuntimeException e) {
            items.clear();
            throw e;
        }
    }

    /** What was not carried goes back. */
    private void release(Connection connection, boolean finished) {
        try {
            work.releaseMine(connection);
        } catch (RuntimeException e) {
            if (finished) {
                throw e;
            }
            LOG.debug("Rows of directory_work are given back the next time: {}", e.getMessage());
        }
    }
}
