package io.bactrian.service;

import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import io.bactrian.run.RunLedger;
import io.bactrian.run.StopSignal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.support.DefaultMessage;

/**
 * Starts what schedules start, for one connection and because somebody asks. What is going on already, here or in another
 * process, is not started a second time: whoever asks is given that run. Thread-safe.
 */
public final class ManualRuns {
    private static final int ATTEMPTS = 100;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Schedules schedules;
    private final ServiceJobs jobs;
    private final LiveRuns live;
    private final RunLedger runs;
    private final ExecutorService threads;
    private final StopSignal stop;
    private final CamelContext context;

    ManualRuns(Schedules schedules, ServiceJobs jobs, LiveRuns live, ServiceParts parts) {
        this.schedules = schedules;
        this.jobs = jobs;
        this.live = live;
        this.runs = parts.runs();
        this.threads = parts.threads();
        this.stop = parts.stop();
        this.context = parts.template().getCamelContext();
    }

    /**
     * A run that was asked for.
     *
     * @param isNew whether it was started for whoever asks, and not before
     * @param end how it ends; never done here when it is not new
     */
    public record Asked(long runId, boolean isNew, CompletableFuture<Ended> end) {}

    /** How a run ended; {@code message} may be {@code null}. */
    public record Ended(String state, String message, Run.Counts counts) {
        public boolean hasSucceeded() {
            return RunLedger.SUCCEEDED.equals(state);
        }
    }

    /** All departments and people; {@code asked} are words for the run. */
    public Optional<Asked> people(Connection connection, String asked) {
        return start(jobs.people(), connection, asked);
    }

    /** The list of templates. */
    public Optional<Asked> templates(Connection connection, String asked) {
        return start(jobs.templates(), connection, asked);
    }

    /** Empty when the service ends, or somebody else takes long to start or to end the same. */
    private Optional<Asked> start(Job job, Connection connection, String asked) {
        for (int attempt = 0; attempt < ATTEMPTS && !stop.isRaised(); attempt++) {
            Optional<Run> run = live.start(connection, job.command(), asked);
            if (run.isPresent()) {
                return Optional.of(begin(job, connection, run.get()));
            }
            OptionalLong running = runs.running(connection, job.command());
            if (running.isPresent()) {
                return Optional.of(new Asked(running.getAsLong(), false, new CompletableFuture<>()));
            }
            // it is only about to be started, or has just ended
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return Optional.empty();
    }

    private Asked begin(Job job, Connection connection, Run run) {
        CompletableFuture<Ended> end = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                end.complete(schedules.run(job, connection, run, new DefaultMessage(context)));
            } catch (RuntimeException e) {
                end.completeExceptionally(e);
            }
        });
        return new Asked(run.id(), true, end);
    }
}
