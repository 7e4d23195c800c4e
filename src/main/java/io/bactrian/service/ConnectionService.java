package io.bactrian.service;

import io.bactrian.approval.WorkList;
import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The service of one connection: its work list is drained, its people and gaps are carried. */
final class ConnectionService {
    private static final String COMMAND = "run";
    private static final int BEATS_BETWEEN_COUNTS = 10;
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN_SOON = Duration.ofMillis(250);

    private final Connection connection;
    private final ServiceParts parts;
    private final LiveRuns runs;
    private final GapClosing closing;
    private final Loop approvals;
    private final Loop others;
    private final Loop gaps;
    private volatile Run run;
    private volatile long readBefore;
    private volatile boolean isDraining;
    private volatile WorkList.Counts counts;
    private long beats;

    ConnectionService(Connection connection, ServiceParts parts, LiveRuns runs, GapClosing closing) {
        this.connection = connection;
        this.parts = parts;
        this.runs = runs;
        this.closing = closing;
        this.approvals = new Loop(connection.name(), "approvals", this::drain);
        this.others = new Loop(connection.name(), "people", this::carryPeople);
        this.gaps = new Loop(connection.name(), "gaps", this::closeGaps);
    }

    String name() {
        return connection.name();
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

    /** Why something is not being done at the moment; empty when all is. */
    String trouble() {
        return Stream.concat(
                        loops().stream().map(Loop::trouble),
                        parts.directory().drain().pausedBecause(connection).stream())
                .filter(trouble -> !trouble.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** Approvals that were taken off the list since the service was started. */
    long drained() {
        Run current = run;
        return current == null ? 0 : current.counts().read();
    }

    /** The work list as it was some seconds ago; {@code null} before anybody looked. */
    WorkList.Counts counts() {
        return counts;
    }

    void stop() {
        approvals.stop();
        others.stop();
        gaps.stop();
    }

    /** Waits for so long until what is in hand is finished. */
    void await(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (Loop loop : loops()) {
            loop.await(Duration.ofNanos(end - System.nanoTime()));
        }
    }

    /** Interrupts what is not finished. */
    void interrupt() {
        loops().forEach(Loop::interrupt);
    }

    /** A draining goes on until it fails: what it has done since the last one failed shows that it works again. */
    void look() {
        if (++beats % BEATS_BETWEEN_COUNTS == 1) {
            counts = parts.approvals().workList().counts(connection);
        }
        Run current = run;
        if (current == null || approvals.trouble().isEmpty()) {
            return;
        }
        boolean hasRead = current.counts().read() > readBefore;
        if (hasRead
                || isDraining && parts.approvals().workList().counts(connection).waiting() == 0) {
            approvals.works();
        }
    }

    private List<Loop> loops() {
        return List.of(approvals, others, gaps);
    }

    private Duration drain() throws Loop.Trouble, InterruptedException {
        if (run == null) {
            // of its own, so that whoever reads its rows sees that it is alive; two services may serve one company
            run = runs.startAlways(connection, COMMAND);
        }
        readBefore = run.counts().read();
        isDraining = true;
        Optional<String> ended;
        try {
            ended = parts.approvals().serve(connection, run);
        } finally {
            isDraining = false;
        }
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
        return closing.close(connection) ? LOOK_AGAIN_SOON : LOOK_AGAIN;
    }
}
