package io.bactrian;

import io.bactrian.audit.Audit;
import io.bactrian.connection.Address;
import io.bactrian.connection.Connections;
import io.bactrian.connection.Settings;
import io.bactrian.health.ReadyCheck;
import io.bactrian.metric.Metrics;
import io.bactrian.page.Page;
import io.bactrian.page.PageParts;
import java.time.Duration;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.main.Main;

/** What a service has and a command has not: servers, figures, the page, what goes on by itself, and an end in order. */
final class Serving implements AutoCloseable {
    /** What is in hand when the service is stopped may take this long. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** And what is left of it then. */
    private static final long LAST_PATIENCE_SECONDS = 3;

    private final Listeners listeners;
    private final Metrics metrics;
    private final ReadyCheck ready = new ReadyCheck();
    private Page page;

    Serving(Settings settings) {
        listeners = new Listeners(settings);
        metrics = new Metrics();
    }

    Metrics metrics() {
        return metrics;
    }

    /** The servers, in Camel's words. */
    Properties servers() {
        return listeners.servers();
    }

    /** Where the service tells its health. */
    Address management() {
        return listeners.management();
    }

    /** Before Camel is started. */
    void prepare(Main main, Ground ground) {
        main.bind(Metrics.BEAN, metrics.registry());
        listeners.guard(main, new Audit(ground.tables(), ground.clock()));
    }

    /** Says that it is not ready yet. */
    void tell(CamelContext context) {
        HealthCheckRegistry.get(context).register(ready);
    }

    /** Lets in whatever comes, now that Camel is started. */
    void begin(Engine engine, Ground ground, Connections connections) {
        CamelContext context = engine.context();
        Rooms rooms = engine.rooms();
        rooms.api().open(context, listeners.http());
        rooms.service().start();
        rooms.streams().listen();
        metrics.start(
                connections.all(),
                rooms.messaging().senders(),
                rooms.service().scheduledCommands(),
                ground.tables(),
                ground.streamStates(),
                rooms.ledger(),
                () -> engine.routes().house().files().bad().size(),
                ground.clock());
        page = listeners.open(new PageParts(
                context,
                connections.all(),
                ground.tables(),
                rooms.approvals().workList(),
                rooms.audit(),
                rooms.service()::drained,
                ground.streamStates(),
                ground.gaps(),
                ground.clock(),
                ground.zone()));
        ready.begun();
    }

    /** Nobody sees the page any more, nor is sent here. */
    void closePage() {
        ready.ending();
        if (page != null) {
            page.close();
        }
    }

    /** Lets nothing more in, and finishes what is in hand. */
    void end(CamelContext context, Rooms rooms) {
        rooms.streams().close();
        Listeners.close(context);
        try {
            rooms.service().stop(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        context.getShutdownStrategy().setTimeout(LAST_PATIENCE_SECONDS);
    }

    /** When Camel has ended. */
    @Override
    public void close() {
        metrics.close();
    }
}
