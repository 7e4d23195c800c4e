package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.demo.CompanySize;
import io.bactrian.route.RouteFiles;
import io.bactrian.store.TestDatabases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/** A running service and a folder of routes of its own, which is looked at all the time. */
final class RouteEditing implements AutoCloseable {
    private final LiveWorld world;
    private final Path folder;

    RouteEditing(Path home, Map<String, String> changed) {
        folder = home.resolve("routes");
        Map<String, String> settings = new HashMap<>(Map.of(
                "bactrian.routes", folder.toString(),
                "routes.watch", "50ms",
                "db.folder", home.resolve("data").toString()));
        settings.putAll(changed);
        write("", "");
        world = new LiveWorld(
                TestDatabases.H2.fresh(),
                CompanySize.small(Instant.now()).withApprovals(0).withPeople(20),
                settings);
    }

    LiveWorld world() {
        return world;
    }

    Path folder() {
        return folder;
    }

    CamelContext context() {
        return world.runtime().template().getCamelContext();
    }

    /** A route that answers with a text. */
    static String answering(String id, String text) {
        return """
                - route:
                    id: %1$s
                    description: Answers.
                    from:
                      uri: direct:%1$s
                      steps:
                        - setBody:
                            constant: "%2$s"
                """.formatted(id, text);
    }

    void write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(file.isEmpty() ? folder : path.getParent());
            if (!file.isEmpty()) {
                Files.writeString(path, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void copyShipped(String... names) {
        for (String name : names) {
            try (Stream<Path> all = Files.list(Path.of("routes"))) {
                for (Path file : all.filter(
                                path -> path.getFileName().toString().startsWith(name))
                        .toList()) {
                    write(file.getFileName().toString(), Files.readString(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    String ask(String route) {
        return world.runtime().template().requestBody("direct:" + route, null, String.class);
    }

    Optional<RouteFiles.State> state(String file) {
        return world.runtime().routes().files().all().stream()
                .filter(state -> state.file().equals(file))
                .findFirst();
    }

    /** How the file is once that is told of it. */
    RouteFiles.State awaitBad(String file, String reason) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(state(file).map(RouteFiles.State::reason))
                        .hasValueSatisfying(told -> assertThat(told).contains(reason)));
        return state(file).orElseThrow();
    }

    void awaitAllGood() {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> world.runtime().routes().files().bad().isEmpty());
    }

    void awaitRoutes(String file, String... routes) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> state(file)
                        .filter(state -> state.good() && state.routes().equals(List.of(routes)))
                        .isPresent());
    }

    void awaitAnswer(String route, String text) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> text.equals(ask(route)));
    }

    @Override
    public void close() {
        world.close();
    }
}
