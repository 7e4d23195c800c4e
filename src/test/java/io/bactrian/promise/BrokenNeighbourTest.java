package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import io.bactrian.demo.Company;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.Faults;
import io.bactrian.demo.Person;
import io.bactrian.demo.StandIn;
import io.bactrian.directory.NamesQuery;
import io.bactrian.directory.NamesRoutes;
import io.bactrian.store.TestDatabases;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One broken connection slows no other one, and health tells which one it is. */
class BrokenNeighbourTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final CompanySize SIZE =
            CompanySize.small(Instant.now()).withApprovals(0).withPeople(20);

    private final StandIn neighbour = StandIn.start(Company.of(SIZE));
    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void aSecondConnection() {
        neighbour.openStream();
        settings.putAll(Map.of(
                "connection.north.platform", "dingtalk",
                "connection.north.client-id", neighbour.clientId(),
                "connection.north.client-secret", neighbour.clientSecret(),
                "connection.north.api-base-url", neighbour.url(),
                "connection.north.oapi-base-url", neighbour.url()));
        settings.put("call.retries", "0");
    }

    @AfterEach
    void close() {
        neighbour.close();
    }

    @Test
    void aGatewayThatHangs() throws Exception {
        neighbour.openStream().faults().gatewayHangs(true);
        theOtherOneIsAsFastAsEver("stream-north");
    }

    @Test
    void aWrongSecret() throws Exception {
        settings.put("connection.north.client-secret", "wrong");
        theOtherOneIsAsFastAsEver("work-north", "stream-north");
    }

    @Test
    void aPlatformThatIsOutOfOrder() throws Exception {
        neighbour.faults().failing(1, Faults.Failure.HTTP_500, "");
        theOtherOneIsAsFastAsEver("stream-north");
    }

    @Test
    void aPlatformThatIsSilentAboutPeople() throws Exception {
        // more than may be asked for at the same time, each for as long as a call may take
        neighbour.faults().slow(1, Duration.ofSeconds(20), "user/get");
        settings.put("call.timeout", "20s");
        settings.put("directory.readers", "2");
        List<String> asked = IntStream.range(0, 8).mapToObj(i -> "nobody-" + i).toList();
        try (LiveWorld world = new LiveWorld(TestDatabases.H2.fresh(), SIZE, settings).start()) {
            Connection north = world.runtime().connections().get("north");
            ExecutorService thread = Executors.newSingleThreadExecutor();
            thread.submit(() -> names(world, north, asked));
            await().atMost(PATIENCE).until(() -> neighbour.meter().calls("POST /topapi/v2/user/get") == 2);

            Person somebody = world.company().members().iterator().next();
            assertThat(names(world, world.connection(), List.of(somebody.userid())))
                    .isEqualTo(Map.of(somebody.userid(), somebody.name()));
            assertThat(neighbour.meter().calls("POST /topapi/v2/user/get"))
                    .as("the other one is still silent")
                    .isEqualTo(2);
            neighbour.close();
            thread.shutdownNow();
        }
    }

    private static Map<?, ?> names(LiveWorld world, Connection connection, List<String> ids) {
        return world.runtime()
                .template()
                .requestBody(NamesRoutes.NAMES, NamesQuery.of(connection, ids, Purpose.LIVE, true), Map.class);
    }

    private void theOtherOneIsAsFastAsEver(String... broken) throws Exception {
        try (LiveWorld world = new LiveWorld(TestDatabases.H2.fresh(), SIZE, settings).start()) {
            world.runtime()
                    .tables()
                    .jdbc()
                    .update(
                            "INSERT INTO work_item (connection_name, process_instance_id, purpose, priority, state,"
                                    + " due_at, asked_at, asked_again, attempts) VALUES ('north', 'a-1', 'live', 0,"
                                    + " 'due', 0, 0, FALSE, 0)",
                            Map.of());
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(down(world)).containsExactlyInAnyOrder(broken));

            List<String> people =
                    world.company().members().stream().map(Person::userid).toList();
            for (int i = 0; i < 30; i++) {
                String code = world.company().templates().get(0).processCode();
                world.company().agree(world.company().start(code, people.get(0), people.subList(1, 2)), "ok");
            }
            await().atMost(PATIENCE).until(() -> world.stream().meter().allSucceeded());
            await().atMost(PATIENCE)
                    .until(() ->
                            world.number("SELECT COUNT(*) FROM work_item WHERE connection_name = 'dingtalk'") == 0);
            await().atMost(PATIENCE)
                    .until(() -> world.number("SELECT COUNT(*) FROM stream_gap WHERE connection_name = 'dingtalk'"
                                    + " AND closed_at IS NULL")
                            == 0);

            world.awaitNoDifferences();
            assertThat(world.stream().meter().slowestAnswer()).isLessThan(Duration.ofSeconds(10));
            assertThat(down(world)).containsExactlyInAnyOrder(broken);
            assertThat(world.number("SELECT COUNT(*) FROM stream_gap WHERE connection_name = 'north'"
                            + " AND closed_at IS NULL"))
                    .isEqualTo(1);
        }
    }

    private static List<String> down(LiveWorld world) throws IOException, InterruptedException {
        URI address = URI.create("http://" + world.runtime().managementAddress() + "/observe/health");
        JsonNode health = new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                        .body());
        Map<String, String> states = new TreeMap<>();
        health.path("checks")
                .forEach(check -> states.put(
                        check.path("name").asText(), check.path("status").asText()));
        assertThat(states)
                .containsKeys("work-dingtalk", "stream-dingtalk", "work-north", "stream-north", "messages-north");
        return states.entrySet().stream()
                .filter(state -> state.getValue().equals("DOWN"))
                .map(Map.Entry::getKey)
                .toList();
    }
}
