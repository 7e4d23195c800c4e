package io.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is taken of a folder in which something changes with every look. */
class RouteWatchTest {
    @TempDir
    private Path folder;

    @Test
    void inAFolderThatNeverRestsWhatRestsIsTaken() throws Exception {
        write("gone", "direct:gone");
        write("restless", "direct:restless");
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addComponent("direct", new GatedDirectComponent());
            RouteHouse house = new RouteHouse(
                    context,
                    new RouteFolder(folder),
                    new GoodTexts(folder.resolveSibling("data"), folder),
                    Map.of(),
                    Clock.systemUTC());
            Map<String, RouteFile> loaded = house.load();
            context.start();
            try (RouteWatch watch = new RouteWatch(house, loaded, Duration.ofHours(1), () -> {})) {
                Files.delete(folder.resolve("gone.camel.yaml"));
                write("came", "direct:came");
                for (int look = 0; look < 6; look++) {
                    write("restless", "direct:restless" + look);
                    watch.lookOnce();
                }
            }
            assertThat(context.getRoute("came")).isNotNull();
            assertThat(context.getRoute("gone")).isNull();
            assertThat(context.getRoute("restless").getEndpoint().getEndpointUri())
                    .isEqualTo("direct://restless");
        }
    }

    private void write(String id, String input) throws IOException {
        Files.writeString(folder.resolve(id + ".camel.yaml"), """
                - route:
                    id: %s
                    from:
                      uri: %s
                      steps:
                        - log: hello
                """.formatted(id, input));
    }
}
