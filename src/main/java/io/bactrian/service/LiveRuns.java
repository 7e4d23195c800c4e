package io.bactrian.service;

import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import io.bactrian.run.RunLedger;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs of this service that are going on, each of one command and connection, shown to be alive. Thread-safe. */
final class LiveRuns {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRuns.class);

    private final RunLedger runs;
    private final Map<String, Live> live = new ConcurrentHashMap<>();

    LiveRuns(RunLedger runs) {
        this.runs = runs;
    }

    /** Starts a run; empty when one of that command is going on, here or in another process. */
    Optional<Run> start(Connection connection, String command, String arguments) {
        String key = key(connection, command);
        Live claim = new Live(connection, null);
        if (live.putIfAbsent(key, claim) != null) {
            return Optional.empty();
        }
        try {
            if (runs.isRunning(connection, command)) {
                live.remove(key, claim);
                return Optional.empty();
            }
            Run run = runs.start(connection, command, arguments);
            live.put(key, new Live(connection, run));
            return Optional.of(run);
        } catch (RuntimeException e) {
            live.remove(key, claim);
            throw e;
        }
    }

    /** Starts a run, whoever else does the same. */
    Run startAlways(Connection connection, String command) {
        Run run = runs.start(connection, command, "");
        live.put(key(connection, command), new Live(connection, run));
        return run;
    }

    /** Ends it; {@code message} may be {@code null}. */
    void end(Connection connection, Run run, String state, String message) {
        live.remove(key(connection, run.command()));
        try {
            runs.end(connection, run, state, message);
        } catch (RuntimeException e) {
            LOG.warn(
                    "How {} {} ended cannot be written down now: {}", run.command(), connection.name(), e.getMessage());
        } finally {
            runs.forget(run);
        }
    }

    /** Shows that all of them are alive. */
    void seen() {
        for (Live run : live.values()) {
            if (run.run != null) {
                try {
                    runs.seen(run.connection, run.run);
                } catch (RuntimeException e) {
                    LOG.debug("{} cannot be shown to be alive now", run.run.command(), e);
                }
            }
        }
    }

    private static String key(Connection connection, String command) {
        return connection.name() + " " + command;
    }

    private record Live(Connection connection, Run run) {}
}
