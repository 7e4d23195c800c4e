package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.demo.CompanyLife;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.StreamedEvent;
import io.bactrian.store.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The service as a process that is killed or stopped in the middle of a storm, and goes on later. */
class KilledServiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private LiveWorld world;
    private Process process;
    private CompanyLife life;

    @BeforeEach
    void writeDownWhatIsTold() throws IOException {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
            for (Path file : shipped.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        Files.writeString(routes.resolve("approval-changed.camel.yaml"), """
                - route:
                    id: approval-changed
                    from:
                      uri: direct:approval-changed
                      steps:
                        - setBody:
                            simple: "${body.approvalId} ${body.kind} ${body.approval.status} ${body.isFinished}\\n"
                        - to:
                            uri: file:%s
                            parameters:
                              fileName: told.txt
                              fileExist: Append
                """.formatted(folder));
    }

    @AfterEach
    void close() {
        life.close();
        process.destroyForcibly();
        world.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void afterAKillNothingIsMissingAndNothingIsToldTwice(TestDatabases database) throws Exception {
        begin(database, Map.of());
        process.destroyForcibly().waitFor();
        long killedAt = System.currentTimeMillis();
        Set<String> acknowledged = acknowledged();
        live(30);

        world.start();
        live(30);
        // written down some moments after the stream is connected
        await().atMost(PATIENCE)
                .until(() -> world.number("SELECT COUNT(*) FROM stream_gap WHERE closed_at IS NOT NULL AND ended_at > "
                                + killedAt)
                        == 1);
        world.settle();
        world.syncPeople();

        world.awaitNoDifferencesThatMatter();
        assertThat(stored()).containsAll(acknowledged);
        // the first one goes on where it was not closed before the kill
        assertThat(world.rows("SELECT note FROM stream_gap WHERE ended_at > " + killedAt))
                .singleElement()
                .satisfies(gap -> assertThat((String) gap.get("note")).contains("New ones were looked for"));
        assertThat(told(line -> line.contains(" NEW ") || line.endsWith("COMPLETED true")))
                .doesNotHaveDuplicates();
    }

    @Test
    void whoeverIsStoppedEndsSoonAndLeavesTheRestOnTheList() throws Exception {
        begin(TestDatabases.H2, Map.of("connection.dingtalk.calls-per-second", "5"));

        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();

        Set<String> acknowledged = acknowledged();
        world.look();
        assertThat(stored()).containsAll(acknowledged);
        assertThat(world.rows("SELECT * FROM work_item")).isNotEmpty();
        assertThat(world.rows("SELECT * FROM work_item WHERE state = 'taken' OR taken_by IS NOT NULL"))
                .isEmpty();
        assertThat(world.rows("SELECT * FROM directory_work WHERE state = 'taken'"))
                .isEmpty();
        assertThat(world.rows("SELECT command, state FROM run WHERE state = 'running' OR ended_at IS NULL"))
                .isEmpty();
        assertThat(world.rows("SELECT * FROM run WHERE command = 'run' AND state = 'stopped'"))
                .hasSize(1);
    }

    /** A process that is in the middle of a storm. */
    private void begin(TestDatabases database, Map<String, String> settings) {
        Map<String, String> changed = new HashMap<>(settings);
        changed.put("bactrian.routes", folder.resolve("routes").toString());
        changed.putAll(database == TestDatabases.H2 ? file() : Map.of());
        world = new LiveWorld(
                database == TestDatabases.H2 ? Map.of() : database.fresh(),
                CompanySize.small(Instant.now()).withApprovals(0).withPeople(20).withTemplates(2),
                changed);
        world.stream()
                .faults()
                .pushAgainAfter(Duration.ofMillis(200))
                .attempts(1000)
                .keepWhileAway(false);
        life = CompanyLife.byHand(world.company(), 3);
        process = ServiceProcess.start(folder.resolve("home"), world.settings());
        await().atMost(PATIENCE).until(() -> world.stream().connected() > 0);
        live(150);
        await().atMost(PATIENCE)
                .until(() ->
                        acknowledged().size() >= 100 && world.standIn().meter().calls(World.DETAIL) >= 3);
        live(50);
    }

    private Map<String, String> file() {
        return Map.of(
                "db.url",
                "jdbc:h2:file:" + folder.resolve("bactrian")
                        + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;AUTO_SERVER=TRUE"
                        + ";LOCK_TIMEOUT=20000");
    }

    private void live(int steps) {
        for (int i = 0; i < steps; i++) {
            life.step();
        }
    }

    private Set<String> acknowledged() {
        return world.stream().meter().events().stream()
                .filter(event -> event.outcome() == StreamedEvent.Outcome.SUCCESS)
                .map(event -> event.event().id())
                .collect(Collectors.toSet());
    }

    private Set<String> stored() {
        return world.rows("SELECT event_id FROM platform_event").stream()
                .map(row -> (String) row.get("event_id"))
                .collect(Collectors.toSet());
    }

    private List<String> told(Predicate<String> which) throws IOException {
        return Files.readAllLines(folder.resolve("told.txt")).stream()
                .filter(which)
                .toList();
    }
}
