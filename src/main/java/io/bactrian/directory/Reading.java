package io.bactrian.directory;

import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One reading of a directory while it is under way. Thread-safe. */
final class Reading {
    private final Connection connection;
    private final Run run;
    private final Instant startedAt;
    private final AtomicInteger gaps = new AtomicInteger();
    private final AtomicInteger failuresInARow = new AtomicInteger();
    private final Set<String> tops = ConcurrentHashMap.newKeySet();
    private volatile RuntimeException end;

    Reading(Connection connection, Run run, Instant startedAt) {
        this.connection = connection;
        this.run = run;
        this.startedAt = startedAt;
    }

    Connection connection() {
        return connection;
    }

    Run run() {
        return run;
    }

    Instant startedAt() {
        return startedAt;
    }

    /** Notes a department that has no other above it. */
    void top(String departmentId) {
        tops.add(departmentId);
    }

    boolean isTop(String departmentId) {
        return tops.contains(departmentId);
    }

    /** Notes that people or departments may be missing. */
    void gap() {
        gaps.incrementAndGet();
    }

    int gaps() {
        return gaps.get();
    }

    void succeeded() {
        failuresInARow.set(0);
    }

    /** Notes one more department that could not be read, and says how many that are without a success between. */
    int failed() {
        return failuresInARow.incrementAndGet();
    }

    /** Ends the reading: nothing further is read. */
    RuntimeException abort(RuntimeException cause) {
        if (end == null) {
            end = cause;
        }
        return cause;
    }

    boolean goesOn() {
        return end == null;
    }

    /** Throws what ended it, if anything did. */
    void check() {
        RuntimeException cause = end;
        if (cause != null) {
            throw cause;
        }
    }
}
