package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.call.Purpose;
import io.bactrian.demo.Company;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.StandIn;
import io.bactrian.service.ServiceRoutes;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens by the clock: for every connection, once at a time, and within the month's calls. */
class SchedulesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final CompanySize SIZE =
            CompanySize.small(Instant.now()).withApprovals(40).withPeople(20);

    private final StandIn neighbour = StandIn.start(Company.of(SIZE));
    private final Map<String, String> settings = new HashMap<>();
    private LiveWorld world;

    @BeforeEach
    void twoConnectionsWithoutEvents() {
        settings.putAll(Map.of(
                "connection.north.platform", "dingtalk",
                "connection.north.client-id", neighbour.clientId(),
                "connection.north.client-secret", neighbour.clientSecret(),
                "connection.north.api-base-url", neighbour.url(),
                "connection.north.oapi-base-url", neighbour.url(),
                "connection.north.events", "none",
                "connection.dingtalk.events", "none"));
    }

    @AfterEach
    void close() {
        world.close();
        neighbour.close();
    }

    private void serve() {
        world = new LiveWorld(TestDatabases.H2.fresh(), SIZE, settings).serve();
    }

    private void strike(String endpoint) {
        world.runtime().template().sendBody(endpoint, "");
    }

    private List<Map<String, Object>> runs(String command) {
        return world.rows("SELECT connection_name, state, message FROM run WHERE command = '" + command
                + "' ORDER BY connection_name, id");
    }

    private void awaitRuns(String command, int ended) {
        await().atMost(PATIENCE)
                .until(() -> runs(command).stream()
                                .filter(run -> !run.get("state").equals("running"))
                                .count()
                        == ended);
    }

    @Test
    void eachJobIsDoneForEveryConnection() {
        serve();
        Map<String, String> jobs = Map.of(
                ServiceRoutes.NEW_APPROVALS, "new",
                ServiceRoutes.OPEN_APPROVALS, "sweep",
                ServiceRoutes.LATE_COMMENTS, "refresh",
                ServiceRoutes.PEOPLE, "sync-users",
                ServiceRoutes.TEMPLATES, "list-codes");

        jobs.keySet().forEach(this::strike);
        strike(ServiceRoutes.HOUSEKEEPING);

        jobs.values().forEach(command -> {
            awaitRuns(command, 2);
            assertThat(runs(command))
                    .extracting(run -> run.get("connection_name") + " " + run.get("state"))
                    .containsExactly("dingtalk succeeded", "north succeeded");
        });
    }

    @Test
    void newApprovalsAreLookedForSinceTheLastLookWithAnOverlap() {
        settings.put("connection.dingtalk.events", "none");
        serve();
        strike(ServiceRoutes.NEW_APPROVALS);
        awaitRuns("new", 2);
        world.company()
                .start(
                        world.company().templates().get(0).processCode(),
                        world.company().members().get(0).userid());
        world.runtime().template().sendBodyAndHeader(ServiceRoutes.NEW_APPROVALS, "", "overlap", "7m");
        awaitRuns("new", 4);

        List<Map<String, Object>> looks = world.rows("SELECT id, started_at, items_new FROM run WHERE command = 'new'"
                + " AND connection_name = 'dingtalk' ORDER BY id");
        long first = ((Number) looks.get(0).get("started_at")).longValue();
        assertThat(world.number("SELECT MIN(window_start) FROM history_window WHERE run_id = "
                        + looks.get(1).get("id")))
                .isEqualTo(first - Duration.ofMinutes(7).toMillis());
        assertThat(looks.get(1).get("items_new").toString()).isEqualTo("1");
        await().atMost(PATIENCE).until(() -> world.number("SELECT COUNT(*) FROM work_item") == 0);
    }

    @Test
    void aRunThatIsStillGoingIsNotStartedTwice() {
        serve();
        world.standIn().faults().slow(1, Duration.ofSeconds(8), "listsub");
        strike(ServiceRoutes.PEOPLE);
        await().atMost(PATIENCE).until(() -> runs("sync-users").size() == 2);
        awaitRuns("sync-users", 1);

        strike(ServiceRoutes.PEOPLE);
        awaitRuns("sync-users", 2);
        assertThat(runs("sync-users"))
                .extracting(run -> run.get("connection_name"))
                .as("the other one had ended")
                .containsExactly("dingtalk", "north", "north");
    }

    @ParameterizedTest
    @CsvSource({"0,1", "120000,2"})
    void norWhenAnotherProcessIsDoingItUnlessThatHasDied(long silence, int runs) {
        serve();
        world.runtime()
                .tables()
                .jdbc()
                .update(
                        "INSERT INTO run (connection_name, command, arguments, state, owner, started_at, seen_at,"
                                + " items_read, items_new, items_changed, items_unchanged, items_failed, calls)"
                                + " VALUES ('dingtalk', 'list-codes', '', 'running', 'elsewhere:1:1', 0, :seen, 0, 0,"
                                + " 0, 0, 0, 0)",
                        Map.of("seen", System.currentTimeMillis() - silence));
        strike(ServiceRoutes.TEMPLATES);
        await().atMost(PATIENCE)
                .until(() -> runs("list-codes").stream()
                        .anyMatch(run -> run.get("connection_name").equals("north")
                                && run.get("state").equals("succeeded")));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(runs("list-codes"))
                        .filteredOn(run -> run.get("connection_name").equals("dingtalk"))
                        .hasSize(runs));
    }

    @Test
    void lateCommentsSpendNoMoreThanTheirShareOfTheDay() {
        settings.put("connection.dingtalk.monthly-calls", "1500");
        settings.put("connection.dingtalk.live-reserve", "500");
        serve();
        strike(ServiceRoutes.NEW_APPROVALS);
        awaitRuns("new", 2);
        world.runtime().template().sendBodyAndHeader(ServiceRoutes.LATE_COMMENTS, "", "percent", 10);
        awaitRuns("refresh", 2);
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        int daysLeft = today.lengthOfMonth() - today.getDayOfMonth() + 1;
        long affordable = world.runtime().ledger().left(world.connection(), Purpose.REFRESH) / daysLeft / 10;

        String message = runs("refresh").get(0).get("message").toString();
        assertThat(Long.parseLong(message.replaceAll("\\D", "")))
                .isBetween(affordable, affordable + 100 / daysLeft)
                .isLessThanOrEqualTo(100);
    }
}
