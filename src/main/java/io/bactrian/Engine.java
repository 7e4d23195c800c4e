package io.bactrian;

import io.bactrian.connection.Connections;
import io.bactrian.connection.SettingException;
import io.bactrian.connection.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/** Camel, with the rooms and the operator's routes in it: put together, started, and stopped. */
final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final Main main = new Main();
    private final Ground ground;
    private final Settings settings;
    private final Connections connections;
    /** {@code null} for whoever is no service. */
    private final Serving serving;

    private Rooms rooms;
    private OperatorRoutes routes;
    private boolean checking;

    Engine(Ground ground, Connections connections, Serving serving) {
        this.ground = ground;
        this.settings = ground.settings();
        this.connections = connections;
        this.serving = serving;
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    /** {@code null} before they are put together. */
    Rooms rooms() {
        return rooms;
    }

    OperatorRoutes routes() {
        return routes;
    }

    /** Starts everything. {@code properties} are all settings. */
    void start(Properties properties) {
        prepare(properties);
        try {
            main.start();
        } catch (Exception e) {
            throw explained(e);
        }
    }

    /** Puts everything together without the operator's routes, and starts nothing. */
    void check(Properties properties) {
        checking = true;
        prepare(properties);
        try {
            main.init();
        } catch (Exception e) {
            throw explained(e);
        }
    }

    private void prepare(Properties properties) {
        main.setDefaultPropertyPlaceholderLocation("false");
        // a command is over before anybody could look into it
        main.configure().setJmxEnabled(serving != null);
        if (serving != null) {
            serving.prepare(main, ground);
        }
        RouteSettings.visible(properties, settings.path("bactrian.routes", ground.home()), serving)
                .forEach((key, value) -> main.addInitialProperty((String) key, (String) value));
        main.configure().addConfiguration(new CamelConfiguration() {
            @Override
            public void configure(CamelContext context) {
                assemble(context);
            }
        });
    }

    /** Why Camel did not start, as far as a person can mend it. */
    private RuntimeException explained(Exception failure) {
        SettingException route = routes == null ? null : routes.house().explained(failure);
        if (route != null) {
            return route;
        }
        SettingException setting = ObjectHelper.getException(SettingException.class, failure);
        return setting != null
                ? setting
                : new IllegalStateException(
                        NestedExceptionUtils.getMostSpecificCause(failure).getMessage(), failure);
    }

    private void assemble(CamelContext context) {
        // each verb a route of its own, which can be replaced like any other
        context.getRestConfiguration().setInlineRoutes(false);
        context.getRestConfiguration().setComponent("platform-http");
        rooms = new Rooms(context, ground, connections, serving == null ? null : serving.metrics());
        rooms.routes().forEach(builder -> add(builder, context));
        routes = new OperatorRoutes(
                context, settings, ground.home(), Map.of("dingtalk-stream", rooms.streams()), ground.clock());
        if (!checking) {
            routes.load();
        }
        if (serving == null) {
            Listeners.leaveOut(context);
        } else {
            serving.tell(context);
        }
        writeLedgerEvery(settings.duration("call.ledger-interval"), context);
    }

    /** At once, so that the operator's routes find them. */
    private static void add(RouteBuilder routes, CamelContext context) {
        try {
            context.addRoutes(routes);
        } catch (Exception e) {
            throw new IllegalStateException("A built-in route can be added", e);
        }
    }

    private void writeLedgerEvery(Duration interval, CamelContext context) {
        ScheduledExecutorService timer =
                context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "ledger");
        timer.scheduleWithFixedDelay(
                this::flushLedger, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void flushLedger() {
        try {
            rooms.ledger().flush();
        } catch (RuntimeException e) {
            LOG.warn("Counts of calls cannot be written down now, they are kept in memory: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        if (routes != null) {
            routes.close();
        }
        if (rooms != null) {
            if (serving != null) {
                ground.stop().raise();
                serving.end(main.getCamelContext(), rooms);
            }
            main.stop();
            flushLedger();
        }
    }
}
