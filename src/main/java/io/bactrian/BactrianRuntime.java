package io.bactrian;

import io.bactrian.approval.Approvals;
import io.bactrian.approval.ListingLimits;
import io.bactrian.call.Door;
import io.bactrian.call.UsageLedger;
import io.bactrian.connection.Address;
import io.bactrian.connection.Connection;
import io.bactrian.connection.ConnectionSettings;
import io.bactrian.connection.Connections;
import io.bactrian.connection.SettingException;
import io.bactrian.connection.SettingSource;
import io.bactrian.connection.Settings;
import io.bactrian.connection.TrustStore;
import io.bactrian.dingtalk.DingTalk;
import io.bactrian.dingtalk.DingTalkCallRules;
import io.bactrian.dingtalk.stream.DingTalkStreams;
import io.bactrian.dingtalk.stream.StreamOptions;
import io.bactrian.dingtalk.stream.StreamParts;
import io.bactrian.directory.Directory;
import io.bactrian.event.EventLedger;
import io.bactrian.event.Gaps;
import io.bactrian.event.StreamLives;
import io.bactrian.event.StreamStates;
import io.bactrian.metric.Metrics;
import io.bactrian.route.GatedDirectComponent;
import io.bactrian.route.RouteFile;
import io.bactrian.route.RouteFilesHealthCheck;
import io.bactrian.route.RouteFolder;
import io.bactrian.route.RouteHouse;
import io.bactrian.route.RouteReport;
import io.bactrian.route.RouteWatch;
import io.bactrian.run.RunLedger;
import io.bactrian.run.StopSignal;
import io.bactrian.service.Service;
import io.bactrian.service.ServiceParts;
import io.bactrian.store.Database;
import io.bactrian.store.DatabaseSettings;
import io.bactrian.store.Tables;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheckRegistry;
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

    private final ZoneId zone;
    private final Database database;
    private final Tables tables;
    private final StopSignal stop = new StopSignal();
    private final Main main = new Main();
    private final StreamStates streamStates = new StreamStates();
    private final Gaps gaps;
    private final StreamLives streamLives;

    private Door door;
    private RunLedger runs;
    private Approvals approvals;
    private DingTalkStreams streams;
    private Directory directory;
    private Service service;
    private ProducerTemplate template;
    private RouteHouse routes;
    private Map<String, RouteFile> loadedRoutes = Map.of();
    /** Only of a service. */
    private RouteWatch watch;
    /** Only of a service. */
    private RouteReport.Writer report;

    private boolean checking;

    private BactrianRuntime(Path home, Properties properties, Clock clock) {
        this.home = home;
        this.properties = properties;
        this.clock = clock;
        this.settings = new Settings(properties::getProperty);
        this.connections = new ConnectionSettings(settings).read(properties.stringPropertyNames());
        this.zone = settings.zone();
        checkPlatforms();
        TrustStore.use(settings, home);
        this.database = Database.open(DatabaseSettings.read(settings, home));
        this.tables = Tables.of(database.dataSource());
        this.gaps = new Gaps(tables, clock);
        this.streamLives = new StreamLives(tables);
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
        Properties properties = SettingSource.read(home, environment);
        properties.putAll(overrides);
        BactrianRuntime runtime = new BactrianRuntime(home, properties, clock);
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
        Properties properties = SettingSource.read(home, environment);
        properties.putAll(overrides);
        BactrianRuntime runtime = new BactrianRuntime(home, properties, clock);
        try {
            only.ifPresent(name -> runtime.connections = new Connections(List.of(runtime.connections.get(name))));
            runtime.listeners = new Listeners(runtime.settings);
            runtime.metrics = new Metrics();
            runtime.startCamel();
            runtime.service.start();
            runtime.streams.listen();
            runtime.startMetrics();
            runtime.watchRoutes();
            return runtime;
        } catch (RuntimeException e) {
            runtime.stop.raise();
            runtime.close();
            throw e;
        }
    }

    private void startMetrics() {
        metrics.start(connections.all(), service.scheduledCommands(), tables, streamStates, door.ledger(), clock);
    }

    /** Everything put together and nothing started, to try routes beside it. */
    public static BactrianRuntime checking(
            Path home, Map<String, String> environment, Map<String, String> overrides, Clock clock) {
        Properties properties = SettingSource.read(home, environment);
        properties.putAll(overrides);
        BactrianRuntime runtime = new BactrianRuntime(home, properties, clock);
        try {
            runtime.checking = true;
            runtime.startCamel();
            return runtime;
        } catch (RuntimeException e) {
            runtime.close();
            throw e;
        }
    }

    private void watchRoutes() {
        CamelContext context = main.getCamelContext();
        HealthCheckRegistry.get(context).register(new RouteFilesHealthCheck(routes));
        Duration interval = settings.duration("routes.watch");
        report = new RouteReport.Writer(context, routes.files(), routeReport(), interval, clock);
        watch = new RouteWatch(routes, loadedRoutes, interval, report::write);
        watch.start();
    }

    /** Where the service tells how its routes are. */
    public Path routeReport() {
        return settings.path("db.folder", home).resolve(RouteReport.FILE);
    }

    /** The operator's routes. */
    public RouteHouse routes() {
        return routes;
    }

    /** Settings and database only, without Camel: enough to look at what is stored, and never a call. */
    public static BactrianRuntime look(
            Path home, Map<String, String> environment, Map<String, String> overrides, Clock clock) {
        Properties properties = SettingSource.read(home, environment);
        properties.putAll(overrides);
        return new BactrianRuntime(home, properties, clock);
    }

    private void checkPlatforms() {
        for (Connection connection : connections.all()) {
            if (!DingTalkCallRules.PLATFORM.equals(connection.platform())) {
                throw Settings.refuse(
                        "connection." + connection.name() + ".platform",
                        "is '" + connection.platform() + "'",
                        DingTalkCallRules.PLATFORM);
            }
        }
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
        SettingException route = routes == null ? null : routes.explained(failure);
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
            if (!name.startsWith("connection.") && !name.startsWith("db.") && !name.startsWith("management.")) {
                visible.put(key, value);
            }
        });
        if (listeners != null) {
            visible.putAll(listeners.servers());
        }
        return visible;
    }

    private void assemble(CamelContext context) {
        template = context.createProducerTemplate();
        // an endpoint that nobody serves is a mistake to be told at once, not after half a minute
        GatedDirectComponent direct = new GatedDirectComponent();
        direct.setBlock(false);
        context.addComponent("direct", direct);
        ExecutorService threads = context.getExecutorServiceManager().newCachedThreadPool(this, "bactrian");
        DingTalk dingtalk = new DingTalk(clock, zone);
        door = new Door(settings, List.of(dingtalk.rules()), database, tables, clock, zone);
        runs = new RunLedger(clock, tables.jdbc(), tables.transactions(), door.ledger());
        EventLedger events = new EventLedger(tables);
        approvals = new Approvals(settings, tables, runs, stop, template, threads, connections, events, clock, zone);
        door.open(
                context,
                connections,
                template,
                Approvals.readers(settings) + (int) settings.number("directory.readers", 1, 100));
        context.getRegistry().bind(ListingLimits.beanName(DingTalkCallRules.PLATFORM), dingtalk.limits());
        context.getRegistry().bind("dataSource", database.dataSource());
        streams = new DingTalkStreams(new StreamParts(
                connections, StreamOptions.read(settings), template, gaps, streamLives, streamStates, clock));
        context.getRegistry().bind(DingTalkStreams.BEAN, streams);
        Directory.Options people = Directory.Options.read(settings);
        directory = new Directory(people, clock, zone, tables, runs, stop, template, events, threads);
        if (metrics != null) {
            metrics.listen(events, door.ledger(), clock);
        }
        service = new Service(new ServiceParts(
                settings,
                connections,
                tables,
                runs,
                door.ledger(),
                approvals,
                directory,
                gaps,
                template,
                threads,
                stop,
                clock,
                zone));
        add(service.routes());
        add(door.routes());
        add(approvals.routes());
        add(directory.directoryRoutes());
        add(directory.namesRoutes());
        add(directory.eventRoutes());
        dingtalk.routes(people.readers()).forEach(this::add);
        add(dingtalk.callbackRoutes(
                connections, template, settings.path("db.folder", home).resolve("callback-failed")));
        routes = new RouteHouse(
                context,
                new RouteFolder(settings.path("bactrian.routes", home)),
                Map.of("dingtalk-stream", streams),
                clock);
        if (!checking) {
            loadedRoutes = routes.load();
        }
        if (listeners == null) {
            Listeners.leaveOut(context);
        }
        writeLedgerEvery(settings.duration("call.ledger-interval"), context);
    }

    private void add(RouteBuilder routes) {
        main.configure().addRoutesBuilder(routes);
    }

    private void writeLedgerEvery(Duration interval, CamelContext context) {
        ScheduledExecutorService timer =
                context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "ledger");
        timer.scheduleWithFixedDelay(
                this::flushLedger, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void flushLedger() {
        try {
            door.ledger().flush();
        } catch (RuntimeException e) {
            LOG.warn("Counts of calls cannot be written down now, they are kept in memory: {}", e.getMessage());
        }
    }

    /** Opens the streams that routes consume from; before this, they wait. */
    public void listen() {
        streams.listen();
    }

    /** When streams were not connected, and whether that was made good. */
    public Gaps gaps() {
        return gaps;
    }

    /** How the streams of this process are. */
    public StreamStates streamStates() {
        return streamStates;
    }

    /** How every stream was when whoever holds it last told. */
    public StreamLives streamLives() {
        return streamLives;
    }

    public Connections connections() {
        return connections;
    }

    public Settings settings() {
        return settings;
    }

    public ZoneId zone() {
        return zone;
    }

    public Clock clock() {
        return clock;
    }

    public Tables tables() {
        return tables;
    }

    public UsageLedger ledger() {
        return door.ledger();
    }

    public RunLedger runs() {
        return runs;
    }

    public Approvals approvals() {
        return approvals;
    }

    public Directory directory() {
        return directory;
    }

    /** Raised when the process is asked to end. */
    public StopSignal stopSignal() {
        return stop;
    }

    /** Sends to any {@code direct:} endpoint of the runtime. */
    public ProducerTemplate template() {
        return template;
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
        Listeners.close(main.getCamelContext());
        try {
            service.stop(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        main.getCamelContext().getShutdownStrategy().setTimeout(LAST_PATIENCE_SECONDS);
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
            report.remove();
        }
        if (door != null) {
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
