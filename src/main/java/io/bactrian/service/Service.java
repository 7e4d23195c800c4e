package io.bactrian.service;

import io.bactrian.connection.Connection;
import io.bactrian.event.EventLedger;
import io.bactrian.run.StopSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheckRegistry;

/**
 * What runs for as long as the service does. Each connection has threads of its own, so that a broken one slows no
 * other: one drains its work list, one carries people, names and the closing of gaps.
 */
public final class Service {
    private static final Duration BELIEVED_FOR = Duration.ofHours(24);

    private final ServiceParts parts;
    private final LiveRuns runs;
    private final ServiceRoutes routes;
    private final ServiceJobs jobs;
    private final List<ConnectionService> services = new ArrayList<>();
    private ScheduledExecutorService heart;

    public Service(ServiceParts parts) {
        this.parts = parts;
        this.runs = new LiveRuns(parts.runs());
        GoodRuns goodRuns = new GoodRuns(parts.tables());
        StreamCover cover = new StreamCover(parts.tables(), goodRuns, parts.clock(), BELIEVED_FOR);
        this.jobs = new ServiceJobs(
                new NewApprovals(parts.template(), goodRuns, cover, parts.clock()),
                new OpenApprovals(parts.template(), cover),
                new LateComments(parts.template(), parts.ledger(), parts.clock(), parts.zone()),
                new People(parts.template(), parts.approvals().nameRepair()),
                new TemplateList(parts.template()),
                new EventLedger(parts.tables()),
                parts.settings().duration("event.keep"),
                parts.clock());
        this.routes = new ServiceRoutes(new Schedules(parts.connections(), runs, parts.threads(), parts.stop()), jobs);
    }

    /** What schedules send to. */
    public RouteBuilder routes() {
        return routes;
    }

    /** The commands of the runs that schedules start. */
    public List<String> scheduledCommands() {
        return jobs.commands();
    }

    /** Begins to drain and to close gaps. */
    public void start() {
        GapClosing closing = new GapClosing(parts.tables(), parts.gaps(), runs, parts.template(), parts.clock(), (int)
                parts.settings().number("stream.gap-reads", 0, 1_000_000));
        for (Connection connection : parts.connections().all()) {
            ConnectionService service = new ConnectionService(connection, parts, runs, closing);
            services.add(service);
            HealthCheckRegistry.get(parts.template().getCamelContext())
                    .register(new DrainHealthCheck(connection, parts.approvals().workList(), service::trouble));
        }
        parts.directory().events().onWork(this::wake);
        parts.gaps().onConnected(this::wake);
        heart = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "bactrian-heart");
            thread.setDaemon(true);
            return thread;
        });
        heart.scheduleWithFixedDelay(runs::seen, 1, 1, TimeUnit.SECONDS);
        services.forEach(ConnectionService::start);
    }

    private void wake(String connection) {
        services.stream().filter(service -> service.isOf(connection)).forEach(ConnectionService::wake);
    }

    /** Ends: nothing new is taken, what is in hand is finished or stays on the list. {@link StopSignal} must be raised. */
    public void stop(Duration patience) throws InterruptedException {
        services.forEach(ConnectionService::stop);
        long end = System.nanoTime() + patience.toNanos();
        for (ConnectionService service : services) {
            service.join(Duration.ofNanos(end - System.nanoTime()));
        }
        services.clear();
        if (heart != null) {
            heart.shutdownNow();
        }
    }
}
