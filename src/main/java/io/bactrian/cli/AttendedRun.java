package io.bactrian.cli;

import io.bactrian.BactrianRuntime;
import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import io.bactrian.run.RunLedger;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of one connection, from the first tick of its progress to its closing line. */
final class AttendedRun {
    private static final Logger LOG = LoggerFactory.getLogger(AttendedRun.class);
    private static final Duration SEEN_EVERY = Duration.ofSeconds(1);

    private final BactrianRuntime runtime;
    private final Connection connection;
    private final Run run;
    private final Surroundings surroundings;
    private final PrintWriter out;
    private final PrintWriter err;
    private final long begunAt = System.nanoTime();
    private final long begunAtMillis;
    private final long chargedBefore;
    private long seenAt = begunAt;

    AttendedRun(
            BactrianRuntime runtime,
            Connection connection,
            Run run,
            Surroundings surroundings,
            PrintWriter out,
            PrintWriter err) {
        this.runtime = runtime;
        this.connection = connection;
        this.run = run;
        this.surroundings = surroundings;
        this.out = out;
        this.err = err;
        this.begunAtMillis = runtime.clock().millis();
        this.chargedBefore = runtime.ledger().chargedToThisProcess(connection);
    }

    /** Items that are dealt with. */
    static long done(Run run) {
        Run.Counts counts = run.counts();
        return counts.created() + counts.changed() + counts.unchanged() + counts.failed();
    }

    /** Does the work, ends the run and says how it went; whether nothing failed. */
    boolean of(Callable<Verdict> work, LongSupplier total) {
        Verdict verdict;
        try (Progress progress = Progress.of(title(), err, surroundings.errColumns())) {
            verdict = outcome(work, () -> tick(progress, total));
        }
        end(verdict);
        report(verdict);
        return verdict.hasSucceeded();
    }

    private Verdict outcome(Callable<Verdict> work, Runnable tick) {
        try {
            Verdict verdict = new Attendance(surroundings.interrupts())
                    .to(work, tick)
                    .withFailures(run.counts().failed());
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

    private void tick(Progress progress, LongSupplier total) {
        long now = System.nanoTime();
        if (now - seenAt < SEEN_EVERY.toNanos()) {
            return;
        }
        seenAt = now;
        try {
            runtime.runs().seen(connection, run);
            progress.show(done(run), total.getAsLong());
        } catch (RuntimeException e) {
            LOG.debug("Progress cannot be written down now", e);
        }
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
        if (verdict.message() != null) {
            out.println(verdict.message());
        }
        if (RunLedger.STOPPED.equals(verdict.state())) {
            out.println(title() + " is stopped; run the same command again to go on.");
        }
        out.flush();
    }

    private String title() {
        return run.command() + " " + run.connection();
    }
}
