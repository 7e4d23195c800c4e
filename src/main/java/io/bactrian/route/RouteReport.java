package io.bactrian.route;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.bactrian.connection.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.api.management.mbean.ManagedRouteMBean;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the routes of the service are, for other processes of the same installation: a small file beside the embedded
 * database, written after every look into the folder. A file, because routes are files of an installation too, and
 * because it can be read when neither the database nor the service answers.
 *
 * @param toldAt when it was written, in ms
 * @param every how often it is written, in ms
 */
public record RouteReport(long toldAt, long every, List<RouteFiles.State> files, List<Line> routes) {
    private static final String FILE = "routes.json";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Duration GRACE = Duration.ofSeconds(15);

    /**
     * A route.
     *
     * @param file where it comes from; {@code null} for one that is built in
     * @param state Camel's word, such as Started
     * @param done exchanges that came to their end, failed ones among them
     * @param inHand exchanges that are being worked on
     */
    public record Line(String id, String file, String input, String state, long done, long failed, long inHand) {}

    /** Where the service of an installation tells it; known without the database. */
    public static Path path(Settings settings, Path home) {
        return settings.path("db.folder", home).resolve(FILE);
    }

    /** What the service of this installation has told lately; nothing when none runs. */
    public static Optional<RouteReport> read(Path path, Clock clock) {
        try {
            RouteReport report = JSON.readValue(Files.readAllBytes(path), RouteReport.class);
            long age = clock.millis() - report.toldAt();
            return age <= 3 * report.every() + GRACE.toMillis() ? Optional.of(report) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Files that will not do. */
    public List<RouteFiles.State> bad() {
        return files.stream().filter(state -> !state.good()).toList();
    }

    /** Writes it, whole or not at all. */
    public static final class Writer {
        private static final Logger LOG = LoggerFactory.getLogger(RouteReport.class);

        private final CamelContext context;
        private final RouteFiles files;
        private final Path path;
        private final Duration every;
        private final Clock clock;
        private boolean isBroken;

        public Writer(CamelContext context, RouteFiles files, Path path, Duration every, Clock clock) {
            this.context = context;
            this.files = files;
            this.path = path;
            this.every = every;
            this.clock = clock;
        }

        public void write() {
            RouteReport report = new RouteReport(clock.millis(), every.toMillis(), files.all(), lines());
            Path draft = path.resolveSibling(FILE + ".new");
            try {
                Files.createDirectories(path.getParent());
                Files.write(draft, JSON.writeValueAsBytes(report));
                Files.move(draft, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                isBroken = false;
            } catch (IOException e) {
                if (!isBroken) {
                    LOG.warn("{} cannot be written, so './bactrian routes' sees nothing: {}", path, e.getMessage());
                }
                isBroken = true;
            }
        }

        /** Nobody runs any more. */
        public void remove() {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                LOG.debug("{} stays: {}", path, e.getMessage());
            }
        }

        private List<Line> lines() {
            ManagedCamelContext managed =
                    context.getCamelContextExtension().getContextPlugin(ManagedCamelContext.class);
            List<Line> lines = new ArrayList<>();
            for (Route route : context.getRoutes()) {
                String id = route.getRouteId();
                ManagedRouteMBean counts = managed == null ? null : managed.getManagedRoute(id);
                lines.add(new Line(
                        id,
                        files.fileOf(id).orElse(null),
                        inputOf(route),
                        String.valueOf(context.getRouteController().getRouteStatus(id)),
                        count(counts, 0),
                        count(counts, 1),
                        count(counts, 2)));
            }
            lines.sort(Comparator.comparing(Line::id));
            return lines;
        }

        /** As it is written, so that a setting stays its name, and without options: a password may be among both. */
        private String inputOf(Route route) {
            RouteDefinition written = context.getCamelContextExtension()
                    .getContextPlugin(Model.class)
                    .getRouteDefinition(route.getRouteId());
            String uri = written == null
                    ? route.getEndpoint().getEndpointBaseUri()
                    : written.getInput().getEndpointUri();
            return uri.split("\\?", 2)[0]
                    .replace("://", ":")
                    .replace("%7B", "{")
                    .replace("%7D", "}");
        }

        private static long count(ManagedRouteMBean counts, int which) {
            if (counts == null) {
                return 0;
            }
            try {
                return switch (which) {
                    case 0 -> counts.getExchangesTotal();
                    case 1 -> counts.getExchangesFailed();
                    default -> counts.getExchangesInflight();
                };
            } catch (Exception e) {
                return 0;
            }
        }
    }
}
