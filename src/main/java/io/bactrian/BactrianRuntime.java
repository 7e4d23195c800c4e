package io.bactrian;

import io.bactrian.api.ApiKeys;
import io.bactrian.approval.Approvals;
import io.bactrian.audit.Audit;
import io.bactrian.call.UsageLedger;
import io.bactrian.connection.Address;
import io.bactrian.connection.ChannelSettings;
import io.bactrian.connection.Channels;
import io.bactrian.connection.ConnectionSettings;
import io.bactrian.connection.Connections;
import io.bactrian.connection.SettingSource;
import io.bactrian.connection.Settings;
import io.bactrian.connection.TrustStore;
import io.bactrian.directory.Directory;
import io.bactrian.event.Gaps;
import io.bactrian.event.StreamLives;
import io.bactrian.event.StreamStates;
import io.bactrian.message.Messaging;
import io.bactrian.route.RouteHouse;
import io.bactrian.route.RouteReport;
import io.bactrian.run.RunLedger;
import io.bactrian.run.StopSignal;
import io.bactrian.store.Database;
import io.bactrian.store.DatabaseSettings;
import io.bactrian.store.Tables;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.ProducerTemplate;

/**
 * Everything that runs: settings, database, and Camel with its routes, from {@link #start} to {@link #close}. Settings
 * and database are checked before Camel is started, so that a mistake costs neither time nor a call.
 */
public final class BactrianRuntime implements AutoCloseable {
    private final Path home;
    private final Properties properties;
    private final Clock clock;
    private final Settings settings;
    private Connections connections;
    /** Only of a service. */
    private Serving serving;

    private final Database database;
    private final StopSignal stop = new StopSignal();
    private final Ground ground;

    /** {@code null} where only settings and database are looked at. */
    private Engine engine;

    private BactrianRuntime(Path home, Properties properties, Clock clock) {
        this.home = home;
        this.properties = properties;
        this.clock = clock;
        this.settings = new Settings(properties::getProperty);
        this.connections = new ConnectionSettings(settings, Rooms.PLATFORMS).read(properties.stringPropertyNames());
        Channels channels = new ChannelSettings(settings, Rooms.ROBOTS).read(properties.stringPropertyNames());
        ZoneId zone = settings.zone();
        ApiKeys keys = ApiKeys.read(settings, properties.stringPropertyNames(), Rooms.WORDS);
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
            runtime.engine = new Engine(runtime.ground, runtime.connections, null);
            runtime.engine.start(runtime.properties);
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
            runtime.serving = new Serving(runtime.settings);
            runtime.engine = new Engine(runtime.ground, runtime.connections, runtime.serving);
            runtime.engine.start(runtime.properties);
            runtime.serving.begin(runtime.engine, runtime.ground, runtime.connections);
            runtime.engine.routes().watch();
            return runtime;
        } catch (RuntimeException e) {
            runtime.stop.raise();
            runtime.close();
            throw e;
        }
    }

    /** Everything put together and nothing started, to try routes beside it. */
    public static BactrianRuntime checking(
            Path home, Map<String, String> environment, Map<String, String> overrides, Clock clock) {
        BactrianRuntime runtime = look(home, environment, overrides, clock);
        try {
            runtime.engine = new Engine(runtime.ground, runtime.connections, null);
            runtime.engine.check(runtime.properties);
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
        return engine.routes().house();
    }

    /** Settings and database only, without Camel: enough to look at what is stored, and never a call. */
    public static BactrianRuntime look(
            Path home, Map<String, String> environment, Map<String, String> overrides, Clock clock) {
        Properties properties = SettingSource.read(home, environment);
        properties.putAll(overrides);
        return new BactrianRuntime(home, properties, clock);
    }

    /** Opens the streams that routes consume from; before this, they wait. */
    public void listen() {
        engine.rooms().streams().listen();
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
        return engine.rooms().ledger();
    }

    public RunLedger runs() {
        return engine.rooms().runs();
    }

    /** What is done by hand. */
    public Audit audit() {
        return engine.rooms().audit();
    }

    public Approvals approvals() {
        return engine.rooms().approvals();
    }

    public Messaging messaging() {
        return engine.rooms().messaging();
    }

    public Directory directory() {
        return engine.rooms().directory();
    }

    /** Raised when the process is asked to end. */
    public StopSignal stopSignal() {
        return stop;
    }

    /** Sends to any {@code direct:} endpoint of the runtime. */
    public ProducerTemplate template() {
        return engine == null || engine.rooms() == null ? null : engine.rooms().template();
    }

    /** The database in words, without secrets. */
    public String databaseName() {
        return database.toString();
    }

    /** Where the service tells its health. */
    public Address managementAddress() {
        return serving.management();
    }

    @Override
    public void close() {
        if (serving != null) {
            serving.closePage();
        }
        if (engine != null) {
            engine.close();
        }
        if (serving != null) {
            serving.close();
        }
        database.close();
    }
}
