package io.bactrian;

import io.bactrian.api.ApiKeys;
import io.bactrian.approval.Approvals;
import io.bactrian.audit.Audit;
import io.bactrian.call.UsageLedger;
import io.bactrian.connection.Address;
import io.bactrian.connection.Channel;
import io.bactrian.connection.ChannelSettings;
import io.bactrian.connection.Channels;
import io.bactrian.connection.ConnectionSettings;
import io.bactrian.connection.Connections;
import io.bactrian.connection.SettingException;
import io.bactrian.connection.SettingSource;
import io.bactrian.connection.Settings;
import io.bactrian.connection.TrustStore;
import io.bactrian.directory.Directory;
import io.bactrian.event.Gaps;
import io.bactrian.event.StreamLives;
import io.bactrian.event.StreamStates;
import io.bactrian.message.Messaging;
import io.bactrian.metric.Metrics;
import io.bactrian.page.Page;
import io.bactrian.page.PageParts;
import io.bactrian.route.RouteHouse;
import io.bactrian.route.RouteReport;
import io.bactrian.run.RunLedger;
import io.bactrian.run.StopSignal;
import io.bactrian.store.Database;
import io.bactrian.store.DatabaseSettings;
import io.bactrian.store.Tables;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * Everything that runs: settings, database, and Camel with its routes, from {@link #start} to {@link #close}. Settings
 * and database are checked before Camel is started, so that a mistake costs neither time nor a call.
 */
public final class BactrianRuntime implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BactrianRuntime.class);

    /** What is in hand when the service is stopped may take this long. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** And what is left of it then. */
    private static final long LAST_PATIENCE_SECONDS = 3;

    private final Path home;
    private final Properties properties;
    private final Clock clock;
    private final Settings settings;
    private Connections connections;
    /** Only of a service. */
    private Listeners listeners;
    /** Only of a service. */
    private Metrics metrics;
    /** Only of a service. */
    private Page page;

    private final Database database;
    private final StopSignal stop = new StopSignal();
    private final Main main = new Main();
    private final Ground ground;

    private Rooms rooms;
    private OperatorRoutes routes;
    private boolean checking;

    private BactrianRuntime(Path home, Properties properties, Clock clock) {
        this.home = home;
        this.properties = properties;
        this.clock = clock;
        this.settings = new Settings(properties::getProperty);
        this.connections = new ConnectionSettings(settings, Rooms.PLATFORMS).read(properties.stringPropertyNames());
        Channels channels = new ChannelSettings(settings, Rooms.ROBOTS).read(properties.stringPropertyNames());
        ZoneId zone = settings.zone();
        ApiKeys keys = ApiKeys.read(settings, properties.stringPropertyNames());
        TrustStore.use(settings, home);
        this.database = Database.open(DatabaseSettings.read(settings, home));
        this.ground = Ground.of(settings, channels, keys, home, database, stop, clock, zone);
    }

    /**
     * Starts it.
     *
     * @param home the folder of the installation: {@code application.properties}, {@code routes/} and {@code data/}
     * @param environment variables of the environment
     * @param overrides settings that win over every other source
     */
    public static BactrianRuntime start(
            Path home, Map<String, String> environment, Map<String, String> overrides, Clock clock) {
        BactrianRuntime runtime = look(home, environment, overrides, clock);
        try {
            runtime.startCamel();
            return runtime;
        } catch (RuntimeException e) {
            runtime.close();
            throw e;
        }
    }

    /**
     * Starts it as a service: schedules, streams, HTTP and the drains, until it is closed.
     *
     * @param only the one connection that is served; all of them when empty
     */
    public static BactrianRuntime serve(
            Path home,
            Map<String, String> environment,
            Map<String, String> overrides,
            Clock clock,
            Optional<String> only) {
        BactrianRuntime runtime = look(home, environment, overrides, clock);
        try {
            only.ifPresent(name -> runtime.connections = runtime.connections.only(name));
            runtime.listeners = new Listeners(runtime.settings);
            runtime.metrics = new Metrics();
            runtime.startCamel();
            runtime.rooms.api().open(runtime.main.getCamelContext(), runtime.listeners.http());
            runtime.rooms.service().start();
            runtime.rooms.streams().listen();
            runtime.startMetrics();
            runtime.page = runtime.listeners.open(runtime.pageParts());
            runtime.routes.watch();
            return runtime;
        } catch (RuntimeException e) {
            runtime.stop.raise();
            runtime.close();
            throw e;
        }
    }

    private void startMetrics() {
        metrics.start(
                connections.all(),
                rooms.messaging().senders(),
                rooms.service().scheduledCommands(),
                tables(),
                streamStates(),
                ledger(),
                clock);
    }

    private PageParts pageParts() {
        return new PageParts(
                main.getCamelContext(),
                connections.all(),
                tables(),
                approvals().workList(),
                audit(),
                rooms.service()::drained,
                streamStates(),
                gaps(),
                clock,
                zone());
    }

    /** Everything put together and nothing started, to try routes beside it. */
    public static BactrianRuntime checking(
            Path home, Map<String, String> environment, Map<String, String> overrides, Clock clock) {
        BactrianRuntime runtime = look(home, environment, overrides, clock);
        try {
            runtime.checking = true;
            runtime.startCamel();
            return runtime;
        } catch (RuntimeException e) {
            runtime.close();
            throw e;
        }
    }

    /** Where the service tells how its routes are. */
    public Path routeReport() {
        return RouteReport.path(settings, home);
    }

    /** The operator's routes. */
    public RouteHouse routes() {
        return routes.house();
    }

    /** Settings and database only, without Camel: enough to look at what is stored, and never a call. */
    public static BactrianRuntime look(
            Path home, Map<String, String> environment, Map<String, String> overrides, Clock clock) {
        Properties properties = SettingSource.read(home, environment);
        properties.putAll(overrides);
        return new BactrianRuntime(home, properties, clock);
    }

    private void startCamel() {
        main.setDefaultPropertyPlaceholderLocation("false");
        // a command is over before anybody could look into it
        main.configure().setJmxEnabled(listeners != null);
        if (metrics != null) {
            main.bind(Metrics.BEAN, metrics.registry());
            listeners.guard(main);
        }
        propertiesForRoutes().forEach((key, value) -> main.addInitialProperty((String) key, (String) value));
        main.configure().addConfiguration(new CamelConfiguration() {
            @Override
            public void configure(CamelContext context) {
                assemble(context);
            }
        });
        try {
            if (checking) {
                main.init();
            } else {
                main.start();
            }
        } catch (Exception e) {
            throw explained(e);
        }
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

    /** What routes may use: everything but the ways into the platforms and the database. */
    private Properties propertiesForRoutes() {
        Properties visible = new Properties();
        properties.forEach((key, value) -> {
            String name = (String) key;
            if (!name.startsWith("connection.")
                    && !name.startsWith("db.")
                    && !name.startsWith("management.")
                    && !name.startsWith("tls.")
                    && !name.startsWith(Channel.PREFIX)
                    && !name.startsWith("api.key.")) {
                visible.put(key, value);
            }
        });
        // absolute, because a route may read a file beside it wherever the command was started
        visible.put(
                "bactrian.routes",
                settings.path("bactrian.routes", home).toAbsolutePath().toString());
        if (listeners != null) {
            visible.putAll(listeners.servers());
        }
        return visible;
    }

    private void assemble(CamelContext context) {
        // each verb a route of its own, which can be replaced like any other
        context.getRestConfiguration().setInlineRoutes(false);
        context.getRestConfiguration().setComponent("platform-http");
        rooms = new Rooms(context, ground, connections, metrics);
        rooms.routes().forEach(builder -> add(builder, context));
        routes = new OperatorRoutes(context, settings, home, Map.of("dingtalk-stream", rooms.streams()), clock);
        if (!checking) {
            routes.load();
        }
        if (listeners == null) {
            Listeners.leaveOut(context);
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
            ledger().flush();
        } catch (RuntimeException e) {
            LOG.warn("Counts of calls cannot be written down now, they are kept in memory: {}", e.getMessage());
        }
    }

    /** Opens the streams that routes consume from; before this, they wait. */
    public void listen() {
        rooms.streams().listen();
    }

    /** When streams were not connected, and whether that was made good. */
    public Gaps gaps() {
        return ground.gaps();
    }

    /** How the streams of this process are. */
    public StreamStates streamStates() {
        return ground.streamStates();
    }

    /** How every stream was when whoever holds it last told. */
    public StreamLives streamLives() {
        return ground.streamLives();
    }

    public Connections connections() {
        return connections;
    }

    public Settings settings() {
        return settings;
    }

    public ZoneId zone() {
        return ground.zone();
    }

    public Clock clock() {
        return clock;
    }

    public Tables tables() {
        return ground.tables();
    }

    public UsageLedger ledger() {
        return rooms.ledger();
    }

    public RunLedger runs() {
        return rooms.runs();
    }

    /** What is done by hand. */
    public Audit audit() {
        return rooms.audit();
    }

    public Approvals approvals() {
        return rooms.approvals();
    }

    public Messaging messaging() {
        return rooms.messaging();
    }

    public Directory directory() {
        return rooms.directory();
    }

    /** Raised when the process is asked to end. */
    public StopSignal stopSignal() {
        return stop;
    }

    /** Sends to any {@code direct:} endpoint of the runtime. */
    public ProducerTemplate template() {
        return rooms == null ? null : rooms.template();
    }

    /** The database in words, without secrets. */
    public String databaseName() {
        return database.toString();
    }

    /** Where the service tells its health. */
    public Address managementAddress() {
        return listeners.management();
    }

    private void stopService() {
        rooms.streams().close();
        Listeners.close(main.getCamelContext());
        try {
            rooms.service().stop(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        main.getCamelContext().getShutdownStrategy().setTimeout(LAST_PATIENCE_SECONDS);
    }

    @Override
    public void close() {
        if (page != null) {
            page.close();
        }
        if (routes != null) {
            routes.close();
        }
        if (rooms != null) {
            if (listeners != null) {
                stop.raise();
                stopService();
            }
            main.stop();
            flushLedger();
        }
        if (metrics != null) {
            metrics.close();
        }
        database.close();
    }
}
