package io.bactrian.service;

import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import io.bactrian.run.RunLedger;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** The service of one connection: its work list is drained, its people and gaps are carried. */
final class ConnectionService {
    private static final String COMMAND = "run";
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final Connection connection;
    private final ServiceParts parts;
    private final LiveRuns runs;
    private final GapClosing closing;
    private final Loop approvals;
    private final Loop others;
    private final Loop gaps;
    private Run run;

    ConnectionService(Connection connection, ServiceParts parts, LiveRuns runs, GapClosing closing) {
        this.connection = connection;
        this.parts = parts;
        this.runs = runs;
        this.closing = closing;
        this.approvals = new Loop("approvals-" + connection.name(), this::drain);
        this.others = new Loop("people-" + connection.name(), this::carryPeople);
        this.gaps = new Loop("gaps-" + connection.name(), this::closeGaps);
    }

    boolean isOf(String name) {
        return connection.name().equals(name);
    }

    void start() {
        approvals.start();
        others.start();
        gaps.start();
    }

    /** People were named by an event, or the stream is connected again. */
    void wake() {
        others.wake();
        gaps.wake();
    }

    String trouble() {
        return approvals.trouble();
    }

    void stop() {
        approvals.stop();
        others.stop();
        gaps.stop();
    }

    void join(Duration patience) throws InterruptedException {
        approvals.join(patience);
        others.join(patience);
        gaps.join(patience);
        if (run != null) {
            runs.end(connection, run, RunLedger.STOPPED, null);
        }
    }

    private Duration drain() throws Loop.Trouble, InterruptedException {
        if (run == null) {
            // of its own, so that whoever reads its rows sees that it is alive; two services may serve one company
            run = runs.startAlways(connection, COMMAND);
        }
        Optional<String> ended = parts.approvals().serve(connection, run);
        if (ended.isPresent()) {
            throw new Loop.Trouble(ended.get());
        }
        return SOON;
    }

    private Duration carryPeople() throws InterruptedException {
        parts.directory().drain().drain(connection, null, parts.stop()::isRaised);
        parts.approvals().nameRepair().run(connection);
        OptionalLong due = parts.directory().drain().nextDue(connection);
        long rest = due.isEmpty()
                ? LOOK_AGAIN.toMillis()
                : due.getAsLong() - parts.clock().millis();
        return Duration.ofMillis(Math.max(SOON.toMillis(), Math.min(rest, LOOK_AGAIN.toMillis())));
    }

    private Duration closeGaps() throws Loop.Trouble {
        closing.close(connection);
        return LOOK_AGAIN;
    }
}
