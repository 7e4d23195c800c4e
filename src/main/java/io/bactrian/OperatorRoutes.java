package io.bactrian;

import io.bactrian.connection.Settings;
import io.bactrian.route.GoodTexts;
import io.bactrian.route.Holdable;
import io.bactrian.route.RouteFile;
import io.bactrian.route.RouteFilesHealthCheck;
import io.bactrian.route.RouteFolder;
import io.bactrian.route.RouteHouse;
import io.bactrian.route.RouteReport;
import io.bactrian.route.RouteWatch;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;

/** The operator's routes of one context: loaded at the start, watched by a service, told to other processes. */
final class OperatorRoutes implements AutoCloseable {
    private final CamelContext context;
    private final Settings settings;
    private final Path home;
    private final Clock clock;
    private final RouteHouse house;
    private Map<String, RouteFile> loaded = Map.of();
    private RouteWatch watch;
    private RouteReport.Writer report;

    /** {@code inputs}: those that can keep things waiting while routes are replaced, by scheme. */
    OperatorRoutes(CamelContext context, Settings settings, Path home, Map<String, Holdable> inputs, Clock clock) {
        this.context = context;
        this.settings = settings;
        this.home = home;
        this.clock = clock;
        Path folder = settings.path("bactrian.routes", home);
        this.house = new RouteHouse(
                context,
                new RouteFolder(folder),
                new GoodTexts(settings.path("db.folder", home), folder),
                inputs,
                clock);
    }

    RouteHouse house() {
        return house;
    }

    /** Before the context is started. */
    void load() {
        loaded = house.load();
    }

    /** From now on what is saved is taken. */
    void watch() {
        house.keepGoodTexts();
        HealthCheckRegistry.get(context).register(new RouteFilesHealthCheck(house));
        Duration interval = settings.duration("routes.watch");
        report = new RouteReport.Writer(context, house.files(), RouteReport.path(settings, home), interval, clock);
        watch = new RouteWatch(house, loaded, interval, report::write);
        watch.start();
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
            report.remove();
        }
    }
}
