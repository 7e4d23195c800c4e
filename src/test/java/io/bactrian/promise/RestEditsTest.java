package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Addresses that a file serves with {@code rest} are replaced like other routes, and so is their description. */
class RestEditsTest {
    @TempDir
    private Path home;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void addressesAreChangedMovedAndTakenAway() throws IOException {
        try (RouteEditing editing = new RouteEditing(home, Map.of())) {
            editing.write("a.camel.yaml", rest("/one", "one") + RouteEditing.answering("one", "1"));
            editing.write("described.camel.yaml", """
                    - rest:
                        path: /mine
                        get:
                          - path: /openapi.json
                            routeId: mine-description
                            to: direct:api-description
                    """);
            editing.world().serve();
            assertThat(get(editing, "/mine/one")).isEqualTo("200 1");
            assertThat(get(editing, "/mine/openapi.json")).contains("\"/mine/one\"");

            editing.write("a.camel.yaml", rest("/two", "one") + RouteEditing.answering("one", "1b"));
            awaitAnswer(editing, "/mine/two", "200 1b");
            assertThat(get(editing, "/mine/one")).startsWith("404");
            assertThat(get(editing, "/mine/openapi.json"))
                    .contains("\"/mine/two\"")
                    .doesNotContain("\"/mine/one\"");

            // a bad edit changes nothing
            editing.write("a.camel.yaml", rest("/three", "nobody") + RouteEditing.answering("one", "1c"));
            editing.awaitBad("a.camel.yaml", "no route begins with 'direct:nobody'");
            assertThat(get(editing, "/mine/two")).isEqualTo("200 1b");

            // an address that another file has
            editing.write(
                    "b.camel.yaml",
                    rest("/two", "other").replace("rest-mine", "rest-other") + RouteEditing.answering("other", "2"));
            assertThat(editing.awaitBad("b.camel.yaml", "is taken by a.camel.yaml")
                            .line())
                    .isPositive();
            Files.delete(editing.folder().resolve("b.camel.yaml"));

            // moved to another file, then gone
            editing.write("c.camel.yaml", rest("/two", "one") + RouteEditing.answering("one", "1d"));
            Files.delete(editing.folder().resolve("a.camel.yaml"));
            awaitAnswer(editing, "/mine/two", "200 1d");
            Files.delete(editing.folder().resolve("c.camel.yaml"));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> get(editing, "/mine/two").startsWith("404"));
            // the address goes some moments before its description
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !get(editing, "/mine/openapi.json").contains("\"/mine/two\""));
        }
    }

    private static String rest(String path, String target) {
        return """
                - rest:
                    path: /mine
                    get:
                      - path: %s
                        routeId: rest-mine
                        to: direct:%s
                """.formatted(path, target);
    }

    private void awaitAnswer(RouteEditing editing, String path, String answer) {
        await().atMost(Duration.ofSeconds(20)).until(() -> answer.equals(get(editing, path)));
    }

    private String get(RouteEditing editing, String path) {
        String address = "http://" + editing.world().settings().get("http.listen") + path;
        try {
            var response =
                    client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
