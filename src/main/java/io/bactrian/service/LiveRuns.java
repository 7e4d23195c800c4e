package io.bactrian.service;

import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import io.bactrian.run.RunLedger;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs of this service that are going on, each of one command and connection, shown to be alive. Thread-safe. */
final class LiveRuns {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRuns.class);

    private final RunLedger runs;
    private final Map<String, LiveRun> live = new ConcurrentHashMap<>();
    private final Queue<LiveRun> unwritten = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();

    LiveRuns(RunLedger runs) {
        this.runs = runs;
    }

    /** Starts a run; empty when one of that command is going on, here or in another process. */
    Optional<Run> start(Connection connection, String command, String arguments) {
        String key = key(connection, command);
        LiveRun claim = new LiveRun(runs, connection, null, false);
        if (live.putIfAbsent(key, claim) != null) {
            return Optional.empty();
        }
        Optional<Run> run = Optional.empty();
        try {
            run = runs.startUnlessRunning(connection, command, arguments);
        } finally {
            if (run.isPresent()) {
                live.put(key, new LiveRun(runs, connection, run.get(), false));
            } else {
                live.remove(key, claim);
            }
        }
        return run;
    }

    /** Starts a run that goes on until the service ends, whoever else does the same. */
    Run startAlways(Connection connection, String command) {
        Run run = runs.start(connection, command, "");
        live.put(key(connection, command), new LiveRun(runs, connection, run, true));
        return run;
    }

    /** Ends it; {@code message} may be {@code null}. What cannot be written down now is written later. */
    void end(Connection connection, Run run, String state, String message) {
        LiveRun ending = live.remove(key(connection, run.command()));
        if (ending != null) {
            end(ending, state, message);
        }
    }

    private void end(LiveRun run, String state, String message) {
        try {
            run.end(state, message);
        } catch (RuntimeException e) {
            unwritten.add(run);
            LOG.warn("How {} ended cannot be written down now: {}", run, e.getMessage());
        }
        lock.lock();
        try {
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for so long until no run is going on but those that always are. */
    void awaitJobs(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (left > 0 && live.values().stream().anyMatch(run -> !run.isAlways())) {
                left = ended.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends whatever is going on, because the service does. */
    void endAll() {
        for (String key : live.keySet()) {
            LiveRun run = live.remove(key);
            if (run != null && run.isStarted()) {
                end(run, RunLedger.STOPPED, run.isAlways() ? null : "The service was stopped.");
            }
        }
    }

    /** Shows that all of them are alive, and writes down how others have ended. */
    void seen() {
        for (LiveRun run = unwritten.peek(); run != null; run = unwritten.peek()) {
            run.write();
            unwritten.remove();
        }
        live.values().forEach(LiveRun::seen);
    }

    private static String key(Connection connection, String command) {
        return connection.name() + " " + command;
    }
}
