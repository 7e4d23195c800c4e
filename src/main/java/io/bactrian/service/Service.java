package io.bactrian.service;

import io.bactrian.connection.Connection;
import io.bactrian.event.EventLedger;
import io.bactrian.message.MessageArchive;
import io.bactrian.run.StopSignal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheckRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs for as long as the service does. Each connection has threads of its own, so that a broken one slows no
 * other: one drains its work list, one carries people, names and the closing of gaps.
 */
public final class Service {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(2);
    private static final Duration BELIEVED_FOR = Duration.ofHours(24);

    private final ServiceParts parts;
    private final LiveRuns runs;
    private final ServiceRoutes routes;
    private final ServiceJobs jobs;
    private final ManualRuns manual;
    private final List<ConnectionService> services = new CopyOnWriteArrayList<>();
    private MessageService messages;
    private ScheduledExecutorService heart;

    public Service(ServiceParts parts) {
        this.parts = parts;
        this.runs = new LiveRuns(parts.runs());
        GoodRuns goodRuns = new GoodRuns(parts.tables());
        StreamCover cover = new StreamCover(parts.tables(), goodRuns, parts.clock(), BELIEVED_FOR);
        this.jobs = new ServiceJobs(
                new NewApprovals(
                        parts.template(),
                        new KnownTemplates(
                                parts.tables(), parts.clock(), parts.template().getCamelContext()),
                        goodRuns,
                        cover,
                        parts.clock()),
                new OpenApprovals(parts.template(), cover),
                new LateComments(parts.template(), dailyShare()),
                new People(parts.template(), parts.approvals().nameRepair()),
                new TemplateList(parts.template()),
                new Housekeeping(
                        parts.tables(),
                        new EventLedger(parts.tables()),
                        new MessageArchive(parts.settings(), parts.tables(), parts.clock()),
                        parts.settings().duration("event.keep"),
                        parts.settings().duration("run.keep"),
                        parts.settings().duration("audit.keep"),
                        parts.clock()));
        Schedules schedules = new Schedules(parts.connections(), runs, parts.threads(), parts.stop());
        this.routes = new ServiceRoutes(schedules, jobs);
        this.manual = new ManualRuns(schedules, jobs, runs, parts);
    }

    private DailyShare dailyShare() {
        return new DailyShare(parts.ledger(), parts.clock(), parts.zone());
    }

    /** What schedules send to. */
    public RouteBuilder routes() {
        return routes;
    }

    /** The same, because somebody asks. */
    public ManualRuns manual() {
        return manual;
    }

    /** The commands of the runs that schedules start. */
    public List<String> scheduledCommands() {
        return jobs.commands();
    }

    /** How many approvals were taken off the list of a connection since the service was started. */
    public long drained(String connection) {
        return services.stream()
                .filter(service -> service.isOf(connection))
                .mapToLong(ConnectionService::drained)
                .sum();
    }

    /** Begins to drain and to close gaps. */
    public void start() {
        GapClosing closing = new GapClosing(
                parts.tables(),
                parts.gaps(),
                runs,
                parts.template(),
                parts.approvals().workList(),
                parts.clock(),
                (int) parts.settings().number("stream.gap-reads", 0, 1_000_000),
                parts.settings().duration("stream.gap-rest"),
                dailyShare(),
                parts.stop());
        for (Connection connection : parts.connections().all()) {
            services.add(new ConnectionService(connection, parts, runs, closing));
        }
        parts.directory().events().onWork(this::wake);
        parts.gaps().onConnected(this::wake);
        heart = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "bactrian-heart");
            thread.setDaemon(true);
            return thread;
        });
        heart.scheduleWithFixedDelay(this::beat, 1, 1, TimeUnit.SECONDS);
        services.forEach(ConnectionService::start);
        messages = new MessageService(parts.messaging(), parts.stop(), parts.clock());
        messages.start();
        HealthCheckRegistry health = HealthCheckRegistry.get(parts.template().getCamelContext());
        if (health != null) {
            services.forEach(service -> health.register(new DrainHealthCheck(service)));
            messages.checks().forEach(health::register);
        }
    }

    private void beat() {
        try {
            runs.seen();
            services.forEach(ConnectionService::look);
        } catch (RuntimeException e) {
            LOG.debug("the database does not answer now", e);
        }
    }

    private void wake(String connection) {
        services.stream().filter(service -> service.isOf(connection)).forEach(ConnectionService::wake);
    }

    /**
     * Ends: nothing new is taken, what is in hand is finished or stays on the list. {@link StopSignal} must be raised.
     * Takes as long as {@code patience} and little more.
     */
    public void stop(Duration patience) throws InterruptedException {
        services.forEach(ConnectionService::stop);
        if (messages != null) {
            messages.stop();
        }
        long end = System.nanoTime() + patience.toNanos();
        try {
            awaitAll(end);
            runs.awaitJobs(Duration.ofNanos(end - System.nanoTime()));
            services.forEach(ConnectionService::interrupt);
            if (messages != null) {
                messages.interrupt();
            }
            awaitAll(System.nanoTime() + LAST_PATIENCE.toNanos());
        } finally {
            services.clear();
            if (heart != null) {
                heart.shutdownNow();
            }
            runs.endAll();
        }
    }

    private void awaitAll(long end) throws InterruptedException {
        for (ConnectionService service : services) {
            service.await(Duration.ofNanos(end - System.nanoTime()));
        }
        if (messages != null) {
            messages.await(Duration.ofNanos(end - System.nanoTime()));
        }
    }
}
