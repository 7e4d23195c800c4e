package io.bactrian.cli;

import io.bactrian.BactrianRuntime;
import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import io.bactrian.run.RunLedger;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of one connection, from the first tick of its progress to its closing line. */
final class AttendedRun {
    private static final Logger LOG = LoggerFactory.getLogger(AttendedRun.class);
    private static final Duration SEEN_EVERY = Duration.ofSeconds(1);

    private final RunCommand command;
    private final BactrianRuntime runtime;
    private final Connection connection;
    private final Run run;
    private final Surroundings surroundings;
    private final PrintWriter out;
    private final PrintWriter err;
    private final long begunAt = System.nanoTime();
    private final long begunAtMillis;
    private final long chargedBefore;
    private final Idleness idleness;
    private long seenAt = begunAt;

    AttendedRun(RunCommand command, BactrianRuntime runtime, Connection connection, Run run) {
        this.command = command;
        this.runtime = runtime;
        this.connection = connection;
        this.run = run;
        this.surroundings = command.surroundings;
        this.out = command.closingLines();
        this.err = command.err();
        this.idleness = new Idleness(runtime, connection, run);
        this.begunAtMillis = runtime.clock().millis();
        this.chargedBefore = runtime.ledger().chargedToThisProcess(connection);
    }

    /** Items that are dealt with. */
    static long done(Run run) {
        Run.Counts counts = run.counts();
        return counts.created() + counts.changed() + counts.unchanged() + counts.failed();
    }

    /** Does the work, ends the run and says how it went; whether nothing failed. */
    boolean attend() {
        Verdict verdict;
        try (Progress progress = Progress.of(title(), err, surroundings.errColumns())) {
            verdict = outcome(() -> tick(progress));
        }
        end(verdict);
        report(verdict);
        return verdict.hasSucceeded();
    }

    private Verdict outcome(Runnable tick) {
        try {
            Verdict verdict = new Attendance(surroundings.interrupts())
                    .to(() -> command.work(runtime, connection, run), tick)
                    .withFailures(runtime.runs().counts(run).failed());
            return surroundings.interrupts().isRaised() ? Verdict.stopped(null) : verdict;
        } catch (Attendance.Abandoned e) {
            return Verdict.stopped(null);
        } catch (RuntimeException e) {
            if (surroundings.interrupts().isRaised()) {
                LOG.debug("The run was stopped", e);
                return Verdict.stopped(null);
            }
            LOG.debug("The run failed", e);
            return Verdict.failed(Sentences.unexpected(e));
        }
    }

    private void tick(Progress progress) {
        long now = System.nanoTime();
        if (now - seenAt < SEEN_EVERY.toNanos()) {
            return;
        }
        seenAt = now;
        try {
            runtime.runs().seen(connection, run);
            progress.show(done(run), command.total(runtime, connection, run));
            if (command.isDraining()) {
                idleness.news().ifPresent(this::say);
            }
        } catch (RuntimeException e) {
            LOG.debug("Progress cannot be written down now", e);
        }
    }

    private void say(String sentence) {
        if (surroundings.errColumns() > 0) {
            // off the line of the bar
            err.println();
        }
        err.println(title() + " " + sentence);
        err.flush();
    }

    private void end(Verdict verdict) {
        try {
            runtime.approvals().workList().releaseMine(connection);
            runtime.runs().end(connection, run, verdict.state(), verdict.message());
        } catch (RuntimeException e) {
            err.println(title() + ": how it ended cannot be written down (" + Sentences.cause(e) + ").");
        }
    }

    private void report(Verdict verdict) {
        Run.Counts counts = run.counts();
        out.println(String.format(
                Locale.ROOT,
                "%s: read %d / new %d / changed %d / unchanged %d / failed %d / calls %d (%d charged) in %s",
                title(),
                counts.read(),
                counts.created(),
                counts.changed(),
                counts.unchanged(),
                counts.failed(),
                runtime.runs().calls(connection, run),
                runtime.ledger().chargedToThisProcess(connection) - chargedBefore,
                Sentences.duration(Duration.ofNanos(System.nanoTime() - begunAt))));
        Problems.ofRun(runtime, run, begunAtMillis).print(out);
        long failedBefore = runtime.runs().before(run).failed();
        if (failedBefore > 0) {
            out.println("  " + failedBefore + " had failed before the run went on;"
                    + " ./bactrian failed shows what still has to be repeated");
        }
        if (verdict.message() != null) {
            out.println(verdict.message());
        }
        if (RunLedger.STOPPED.equals(verdict.state())) {
            out.println(title() + " is stopped; " + command.afterStop());
        }
        out.flush();
    }

    private String title() {
        return run.command() + " " + run.connection();
    }
}
