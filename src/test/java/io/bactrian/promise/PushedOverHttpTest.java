package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.cli.CallbackTyping;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.Person;
import io.bactrian.store.TestDatabases;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A company that pushes over HTTP instead: registered by the command, stored from pushes and from the failed list. */
class PushedOverHttpTest {
    private static final String AES_KEY = "1234567890123456789012345678901234567890123";

    @Test
    void pushesAndWhatCouldNotBePushedAreInTheDatabase() {
        try (LiveWorld world = new LiveWorld(
                TestDatabases.MYSQL.fresh(),
                CompanySize.small(Instant.now()).withApprovals(0).withPeople(20),
                Map.of(
                        "connection.dingtalk.events", "callback",
                        "connection.dingtalk.callback-token", "token123",
                        "connection.dingtalk.callback-aes-key", AES_KEY,
                        "connection.dingtalk.callback-owner", "set below"))) {
            world.settings()
                    .put("connection.dingtalk.callback-owner", world.company().corpId());
            world.settings()
                    .put(
                            "connection.dingtalk.callback-url",
                            "http://" + world.settings().get("http.listen") + "/callback/dingtalk/dingtalk");
            world.standIn()
                    .callbacks()
                    .retryAfter(Duration.ofMillis(50), Duration.ofMillis(50))
                    .failedAfter(Duration.ofMillis(50));
            world.serve();
            CallbackTyping commands = new CallbackTyping(world.settings());
            assertThat(commands.type("callback", "register")).isZero();
            assertThat(world.rows("SELECT action FROM audit WHERE via = 'command' AND outcome = 'done'"))
                    .extracting(row -> row.get("action"))
                    .containsExactly("callback register");
            String running = start(world);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(status(world, running)).isEqualTo("RUNNING"));
            world.settle();
            world.stop();
            world.company().agree(running, "ok");
            String missed = start(world);
            await().until(() -> world.standIn().callbacks().failed() > 0);
            world.serve();
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                world.runtime().template().requestBody("direct:dingtalk-callback-failed", "");
                assertThat(status(world, missed)).isEqualTo("RUNNING");
                assertThat(status(world, running)).isEqualTo("COMPLETED");
            });
            world.settle();
            world.awaitNoDifferences();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "dingtalk, application/json, 400",
        "dingtalk, application/x-www-form-urlencoded, 400",
        "nobody, application/json, 404"
    })
    void whatIsNoPushIsRefusedInAShortSentence(String connection, String type, int status) throws Exception {
        try (LiveWorld world = new LiveWorld(
                TestDatabases.H2.fresh(),
                CompanySize.small(Instant.now()).withApprovals(0).withPeople(12),
                Map.of(
                        "connection.dingtalk.events", "callback",
                        "connection.dingtalk.callback-token", "token123",
                        "connection.dingtalk.callback-aes-key", AES_KEY))) {
            world.serve();
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://"
                                            + world.settings().get("http.listen") + "/callback/dingtalk/"
                                            + connection))
                                    .header("Content-Type", type)
                                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body()).startsWith("{\"error\":\"").hasSizeLessThan(120);
            assertThat(answer.headers().map()).doesNotContainKey("{}");
        }
    }

    private static String start(LiveWorld world) {
        List<Person> people = world.company().members();
        return world.company()
                .start(
                        world.company().templates().get(0).processCode(),
                        people.get(0).userid(),
                        List.of(people.get(1).userid()));
    }

    private static String status(LiveWorld world, String id) {
        return world.rows("SELECT status FROM process_instance WHERE process_instance_id = '" + id + "'").stream()
                .map(row -> (String) row.get("status"))
                .findFirst()
                .orElse("none");
    }
}
