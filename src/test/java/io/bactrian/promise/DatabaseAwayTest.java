package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.bactrian.demo.CompanyLife;
import io.bactrian.demo.CompanySize;
import io.bactrian.store.TestDatabases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The database is away for a while in which things happen: they are told again, and stored when it is back. */
class DatabaseAwayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final CompanySize SIZE =
            CompanySize.small(Instant.now()).withApprovals(0).withPeople(20);

    private final Logger log = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listenToTheLog() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void forgetTheLog() {
        log.detachAppender(lines);
    }

    @Test
    void aServerThatCannotBeReached() {
        Map<String, String> database = new HashMap<>(TestDatabases.MYSQL.fresh());
        try (CutWire wire = new CutWire(database.get("db.host"), Integer.parseInt(database.get("db.port")))) {
            database.put("db.port", String.valueOf(wire.port()));
            withoutDatabase(database, wire::cut, wire::mend);
        }
    }

    @Test
    void aDatabaseThatDoesNotAnswer() throws Exception {
        Map<String, String> database = TestDatabases.H2.fresh();
        try (Connection other = DriverManager.getConnection(database.get("db.url"), "sa", "");
                Statement statement = other.createStatement()) {
            withoutDatabase(
                    database, () -> execute(statement, "SET EXCLUSIVE 1"), () -> execute(statement, "SET EXCLUSIVE 0"));
        }
    }

    private static void execute(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void withoutDatabase(Map<String, String> database, Runnable away, Runnable back) {
        try (LiveWorld world = new LiveWorld(database, SIZE, Map.of("event.acknowledge", "1500ms")).start()) {
            world.stream().faults().pushAgainAfter(Duration.ofMillis(300)).attempts(1000);
            world.settle();
            world.syncPeople();
            try (CompanyLife life = CompanyLife.byHand(world.company(), 1)) {
                live(life, 40);
                away.run();
                lines.list.clear();
                live(life, 40);
                await().atMost(PATIENCE)
                        .until(() -> world.stream().meter().answers().getOrDefault("LATER", 0L) > 0);
                live(life, 40);
                await().atMost(PATIENCE)
                        .until(() -> lines.list.stream().anyMatch(line -> line.getLevel() == Level.WARN));
                assertThat(health(world))
                        .as("answers at once, and says what there is to say")
                        .contains("work-dingtalk");
                back.run();
                live(life, 40);
            }
            await().atMost(PATIENCE).until(() -> world.stream().meter().allSucceeded());
            world.settle();
            world.syncPeople();

            world.awaitNoDifferences();
            assertThat(world.stream().meter().slowestAnswer()).isLessThan(Duration.ofSeconds(10));
            assertThat(world.rows("SELECT process_instance_id FROM work_item")).isEmpty();
            assertThat(alive())
                    .containsExactlyInAnyOrder(
                            "bactrian-approvals-dingtalk", "bactrian-people-dingtalk", "bactrian-gaps-dingtalk");
            List<ILoggingEvent> warnings = List.copyOf(lines.list).stream()
                    .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                    .toList();
            assertThat(warnings).as("in sentences").allMatch(line -> line.getThrowableProxy() == null);
            assertThat(warnings)
                    .filteredOn(line -> line.getLoggerName().startsWith("io.bactrian"))
                    .hasSizeBetween(1, 20)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .noneMatch(sentence -> sentence.matches("(?s).*\\w(Exception|Error)\\b.*"));
        }
    }

    private static String health(LiveWorld world) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://"
                                            + world.runtime().managementAddress() + "/observe/health?data=true"))
                                    .timeout(Duration.ofSeconds(3))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void live(CompanyLife life, int steps) {
        for (int i = 0; i < steps; i++) {
            life.step();
        }
    }

    private static List<String> alive() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .flatMap(name -> Stream.of("approvals", "people", "gaps")
                        .map(work -> "bactrian-" + work + "-dingtalk")
                        .filter(name::equals))
                .toList();
    }
}
