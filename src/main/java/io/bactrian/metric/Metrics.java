package io.bactrian.metric;

import io.bactrian.call.UsageLedger;
import io.bactrian.connection.Connection;
import io.bactrian.event.EventLedger;
import io.bactrian.event.StreamStates;
import io.bactrian.store.Tables;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The figures at {@code /observe/metrics}. A scrape never asks the database: what it knows is read every few seconds,
 * and less often where that takes long. While the database does not answer, its figures are not there.
 */
public final class Metrics implements AutoCloseable {
    /** Where Camel looks for it. */
    public static final String BEAN = "metricsRegistry";

    private static final Logger LOG = LoggerFactory.getLogger(Metrics.class);
    private static final long INTERVAL_MILLIS = 5_000;
    /** To read the figures takes at most this part of the time. */
    private static final int SHARE = 20;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "bactrian-metrics");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean databaseAnswers;

    /** For {@link #BEAN}. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Listens to whoever stores events and counts calls. */
    public void listen(EventLedger events, UsageLedger calls, Clock clock) {
        EventLag lag = new EventLag(registry, clock);
        events.onStored(lag::stored);
        calls.tell(new CallCounts(registry));
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
    }

    /** Begins to read figures; {@code senders} send messages, {@code scheduled} are the commands of the runs that schedules start. */
    public void start(
            List<Connection> connections,
            List<Connection> senders,
            List<String> scheduled,
            Tables tables,
            StreamStates streams,
            UsageLedger ledger,
            IntSupplier badRouteFiles,
            Clock clock) {
        StoredFigures stored = new StoredFigures(tables, clock, names(connections), names(senders), scheduled);
        LiveFigures live = new LiveFigures(connections, streams, ledger);
        Figures figures = new Figures(registry);
        stored.declare(figures);
        live.declare(figures);
        Gauge.builder("bactrian.database.up", () -> databaseAnswers ? 1 : 0)
                .description("Whether the database answered when the figures were last read: 1 or 0.")
                .register(registry);
        Gauge.builder("bactrian.route.files.bad", badRouteFiles::getAsInt)
                .description("Files of routes that will not do, so that what they said before runs on.")
                .register(registry);
        timer.execute(() -> read(figures, stored, live));
    }

    private static List<String> names(List<Connection> connections) {
        return connections.stream().map(Connection::name).toList();
    }

    private void read(Figures figures, StoredFigures stored, LiveFigures live) {
        long began = System.nanoTime();
        try {
            stored.tell(figures);
            databaseAnswers = true;
        } catch (RuntimeException e) {
            LOG.debug("Figures cannot be read from the database now", e);
            figures.forget();
            databaseAnswers = false;
        }
        try {
            live.tell(figures);
        } catch (RuntimeException e) {
            LOG.debug("What is left of the month cannot be read now", e);
        }
        figures.show();
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        try {
            timer.schedule(
                    () -> read(figures, stored, live), Math.max(INTERVAL_MILLIS, SHARE * took), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("No more figures are read, the service ends");
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        registry.close();
    }
}
