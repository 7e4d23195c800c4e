package io.bactrian;

import io.bactrian.approval.Approvals;
import io.bactrian.approval.ListingLimits;
import io.bactrian.call.Door;
import io.bactrian.call.UsageLedger;
import io.bactrian.connection.Connection;
import io.bactrian.connection.ConnectionSettings;
import io.bactrian.connection.Connections;
import io.bactrian.connection.SettingException;
import io.bactrian.connection.SettingSource;
import io.bactrian.connection.Settings;
import io.bactrian.dingtalk.DingTalk;
import io.bactrian.dingtalk.DingTalkCallRules;
import io.bactrian.directory.Directory;
import io.bactrian.run.RunLedger;
import io.bactrian.run.StopSignal;
import io.bactrian.store.Database;
import io.bactrian.store.DatabaseSettings;
import io.bactrian.store.Tables;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that runs: settings, database, and Camel with its routes, from {@link #start} to {@link #close}. Settings
 * and database are checked before Camel is started, so that a mistake costs neither time nor a call.
 */
public final class BactrianRuntime implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BactrianRuntime.class);

    private final Path home;
    private final Properties properties;
    private final Clock clock;
    private final Settings settings;
    private final Connections connections;
    private final ZoneId zone;
    private final Database database;
    private final Tables tables;
    private final StopSignal stop = new StopSignal();
    private final Main main = new Main();

    private Door door;
    private RunLedger runs;
    private Approvals approvals;
    private ProducerTemplate template;

    private BactrianRuntime(Path home, Properties properties, Clock clock) {
        this.home = home;
        this.properties = properties;
        this.clock = clock;
        this.settings = new Settings(properties::getProperty);
        this.connections = new ConnectionSettings(settings).read(properties.stringPropertyNames());
        this.zone = settings.zone();
        checkPlatforms();
        this.database = Database.open(DatabaseSettings.read(settings, home));
        this.tables = Tables.of(database.dataSource());
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
        propertiesForRoutes().forEach((key, value) -> main.addInitialProperty((String) key, (String) value));
        main.configure().addConfiguration(new CamelConfiguration() {
            @Override
            public void configure(CamelContext context) {
                assemble(context);
            }
        });
        try {
            main.start();
        } catch (SettingException e) {
            throw e;
        } catch (Exception e) {
            throw OperatorRoutes.explained(e);
        }
    }

    /** What routes may use: everything but the ways into the platforms and the database. */
    private Properties propertiesForRoutes() {
        Properties visible = new Properties();
        properties.forEach((key, value) -> {
            String name = (String) key;
            if (!name.startsWith("connection.") && !name.startsWith("db.")) {
                visible.put(key, value);
            }
        });
        return visible;
    }

    private void assemble(CamelContext context) {
        template = context.createProducerTemplate();
        // an endpoint that nobody serves is a mistake to be told at once, not after half a minute
        context.getComponent("direct", DirectComponent.class).setBlock(false);
        ExecutorService threads = context.getExecutorServiceManager().newCachedThreadPool(this, "bactrian");
        DingTalk dingtalk = new DingTalk(clock, zone);
        door = new Door(settings, List.of(dingtalk.rules()), database, tables, clock, zone);
        runs = new RunLedger(clock, tables.jdbc(), tables.transactions(), door.ledger());
        approvals = new Approvals(settings, tables, runs, stop, template, threads, clock, zone);
        door.open(
                context,
                connections,
                template,
                Approvals.readers(settings) + (int) settings.number("directory.readers", 1, 100));
        context.getRegistry().bind(ListingLimits.beanName(DingTalkCallRules.PLATFORM), dingtalk.limits());
        context.getRegistry().bind("dataSource", database.dataSource());
        Directory.Options people = Directory.Options.read(settings);
        Directory directory = new Directory(people, clock, zone, tables.jdbc(), tables.transactions(), runs, stop);
        add(door.routes());
        add(approvals.routes());
        add(directory.directoryRoutes());
        add(directory.namesRoutes());
        dingtalk.routes(people.readers()).forEach(this::add);
        add(dingtalk.callbackRoutes(
                connections, template, settings.path("db.folder", home).resolve("callback-failed")));
        new OperatorRoutes(settings.path("bactrian.routes", home)).addTo(context);
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

    @Override
    public void close() {
        if (door != null) {
            main.stop();
            flushLedger();
        }
        database.close();
    }
}
