package io.bactrian.service;

import io.bactrian.connection.Connection;
import io.bactrian.connection.Connections;
import io.bactrian.connection.LogFields;
import io.bactrian.run.Run;
import io.bactrian.run.RunLedger;
import io.bactrian.run.StopSignal;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts jobs for every connection side by side: whoever asks does not wait for them, a slow connection holds up no other
 * one, and a run that is still going, here or in another process, is not started twice.
 */
public final class Schedules {
    private static final Logger LOG = LoggerFactory.getLogger(Schedules.class);

    private final Connections connections;
    private final LiveRuns runs;
    private final ExecutorService threads;
    private final StopSignal stop;

    Schedules(Connections connections, LiveRuns runs, ExecutorService threads, StopSignal stop) {
        this.connections = connections;
        this.runs = runs;
        this.threads = threads;
        this.stop = stop;
    }

    /** The step of a route that starts {@code job}. */
    Processor starting(Job job) {
        return exchange -> start(job, exchange);
    }

    private void start(Job job, Exchange exchange) {
        Message request = exchange.getMessage().copy();
        for (Connection connection : connections.all()) {
            if (!stop.isRaised()) {
                threads.execute(LogFields.about(connection.name(), () -> attempt(job, connection, request)));
            }
        }
    }

    private void attempt(Job job, Connection connection, Message request) {
        try {
            Optional<String> notNeeded = job.notNeeded(connection, request);
            if (notNeeded.isPresent()) {
                LOG.debug("{} {}: not needed, {}", job.command(), connection.name(), notNeeded.get());
                return;
            }
            Optional<Run> run = runs.start(connection, job.command(), "scheduled");
            if (run.isEmpty()) {
                LOG.info(
                        "{} {}: the last one is still going, so no other is started", job.command(), connection.name());
                return;
            }
            run(job, connection, run.get(), request);
        } catch (RuntimeException e) {
            LOG.warn("{} {} could not be started: {}", job.command(), connection.name(), sentence(e));
        }
    }

    /** Does what was started, and writes down how it ended. */
    ManualRuns.Ended run(Job job, Connection connection, Run run, Message request) {
        String state = RunLedger.FAILED;
        String message = null;
        try {
            message = job.run(connection, run, request).orElse(null);
            boolean isStopped = stop.isRaised();
            state = isStopped ? RunLedger.STOPPED : run.counts().failed() == 0 ? RunLedger.SUCCEEDED : RunLedger.FAILED;
        } catch (RuntimeException e) {
            LOG.debug("{} {} failed", job.command(), connection.name(), e);
            message = sentence(e);
            LOG.warn("{} {}: {}", job.command(), connection.name(), message);
        } finally {
            runs.end(connection, run, state, message);
        }
        LOG.info("{} {}: {}, {} found", job.command(), connection.name(), state, run.found());
        return new ManualRuns.Ended(state, message, run.counts());
    }

    private static String sentence(RuntimeException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
