package io.bactrian.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.demo.CompanySize;
import io.bactrian.promise.LiveWorld;
import io.bactrian.store.TestDatabases;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Prometheus gets from a service that has stored an approval, and the pages that speak of it. */
class MetricsTest {
    private static final Pattern NAME = Pattern.compile("bactrian_[a-z_]+");
    private static LiveWorld world;

    @BeforeAll
    static void start() throws Exception {
        world = new LiveWorld(
                TestDatabases.MYSQL.fresh(),
                CompanySize.small(Instant.now()).withApprovals(0).withPeople(20),
                Map.of("connection.dingtalk.monthly-calls", "4000", "connection.dingtalk.live-reserve", "500"));
        world.start();
        world.runtime().template().sendBody("direct:schedule-templates", "");
        String originator = world.company().members().get(0).userid();
        world.company().start(world.company().templates().get(0).processCode(), originator);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.number("SELECT COUNT(*) FROM process_instance WHERE status = 'RUNNING'") == 1);
        world.settle();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> scrape().contains("bactrian_schedule_last_success_timestamp_seconds{"));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void whatAnEventTookIsAHistogramOfTheWayItCame() throws Exception {
        String scraped = scrape();
        assertThat(value(scraped, "bactrian_event_store_seconds_count{connection=\"dingtalk\",source=\"stream\"}"))
                .isPositive();
        assertThat(value(
                        scraped,
                        "bactrian_event_lag_seconds_bucket{connection=\"dingtalk\",source=\"stream\",le=\"3600.0\"}"))
                .isPositive();
    }

    @Test
    void callsAreThoseThatThePlatformHasCounted() throws Exception {
        String scraped = scrape();
        double calls = scraped.lines()
                .filter(line -> line.startsWith("bactrian_calls_total{connection=\"dingtalk\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
        assertThat(calls).isEqualTo(world.number("SELECT SUM(calls) FROM api_usage"));
        assertThat(scraped).contains("bactrian_calls_refused_total{connection=\"dingtalk\"");
    }

    @Test
    void listsGapsStreamAndMonthAreTold() throws Exception {
        world.runtime()
                .tables()
                .jdbc()
                .getJdbcTemplate()
                .update(
                        "INSERT INTO work_item (connection_name, process_instance_id, purpose, priority, state, due_at,"
                                + " asked_at, asked_again, attempts) VALUES ('dingtalk', 'x', 'live', 0, 'failed', 0, 0, FALSE, 1)");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            String scraped = scrape();
            assertThat(value(scraped, "bactrian_work_items{connection=\"dingtalk\",state=\"failed\"}"))
                    .isEqualTo(1);
            assertThat(value(scraped, "bactrian_work_items{connection=\"dingtalk\",state=\"due\"}"))
                    .isZero();
            assertThat(value(scraped, "bactrian_directory_work_items{connection=\"dingtalk\",state=\"due\"}"))
                    .isZero();
            assertThat(value(scraped, "bactrian_messages{connection=\"dingtalk\",state=\"pending\"}"))
                    .isZero();
            assertThat(value(scraped, "bactrian_stream_connected{connection=\"dingtalk\"}"))
                    .isEqualTo(1);
            assertThat(value(scraped, "bactrian_stream_gaps_open{connection=\"dingtalk\"}"))
                    .isZero();
            assertThat(value(scraped, "bactrian_month_calls_left{connection=\"dingtalk\",for=\"live\"}"))
                    .isEqualTo(4000 - world.number("SELECT SUM(calls - refused) FROM api_usage WHERE metered = TRUE"));
            assertThat(
                            value(
                                    scraped,
                                    "bactrian_schedule_last_success_timestamp_seconds{connection=\"dingtalk\",schedule=\"list-codes\"}"))
                    .isBetween(
                            Instant.now().getEpochSecond() - 300.0,
                            Instant.now().getEpochSecond() + 1.0);
        });
    }

    @Test
    void camelTellsOfItsRoutesAndOfNoAddress() throws Exception {
        assertThat(scrape())
                .contains("camel_routes_running_routes", "routeId=\"dingtalk-stream\"", "jvm_memory_used_bytes")
                .doesNotContain("://", world.settings().get("connection.dingtalk.client-secret"));
    }

    @Test
    void theBoardAndThePageSpeakOfWhatThereIs() throws Exception {
        Set<String> there = names(scrape());
        JsonNode board = new ObjectMapper().readTree(Files.readString(Path.of("docs/grafana-board.json")));
        Set<String> shown = new TreeSet<>();
        board.findValues("expr").forEach(expr -> shown.addAll(names(expr.asText())));
        assertThat(there).containsAll(shown);
        assertThat(shown.stream().map(MetricsTest::family))
                .containsAll(there.stream().map(MetricsTest::family).toList());
        assertThat(names(Files.readString(Path.of("docs/operations.md"))))
                .isEqualTo(new TreeSet<>(there.stream().map(MetricsTest::family).toList()));
    }

    private static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group());
        }
        names.remove("bactrian_schema");
        return names;
    }

    /** The name that a histogram's series have in common. */
    private static String family(String name) {
        return name.replaceAll("_(bucket|count|sum|max)$", "");
    }

    private static double value(String scraped, String series) {
        return scraped.lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(series + " is not there"));
    }

    private static String scrape() throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://" + world.runtime().managementAddress() + "/observe/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
