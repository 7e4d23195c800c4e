package io.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code routes} and {@code routes check}: what they say and how they end. */
class RoutesCommandTest {
    @TempDir
    private Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Map<String, String> settings = Map.of();

    @BeforeEach
    void ship() throws IOException {
        Files.createDirectories(home.resolve("routes"));
        for (String name : new String[] {"approval-changed", "dingtalk-stream", "schedule-people"}) {
            Path file = Path.of("routes", name + ".camel.yaml");
            Files.copy(file, home.resolve("routes").resolve(file.getFileName()));
        }
    }

    @Test
    void whatShipsIsGood() {
        assertThat(run("routes", "check")).isEqualTo(Cli.OK);
        assertThat(out.toString()).contains("All files of routes are good.");
    }

    @Test
    void everyBadFileIsToldWithItsLine() throws IOException {
        write("routes/bad.camel.yaml", "bad", "- nosuch: x");
        write("routes/worse.camel.yaml", "worse", "- to: kafka:x");
        assertThat(run("routes", "check")).isEqualTo(Cli.FAILED);
        assertThat(out.toString())
                .contains("bad.camel.yaml, line 6: there is no step 'nosuch'")
                .contains("worse.camel.yaml, line 6: there is no component 'kafka'");
    }

    @Test
    void aDraftIsTriedInThePlaceOfTheFileOfItsName() throws IOException {
        write("draft/approval-changed.camel.yaml", "approval-changed", "- log: hello");
        assertThat(run("routes", "check", home + "/draft/approval-changed.camel.yaml"))
                .isEqualTo(Cli.OK);
        write("draft/another.camel.yaml", "approval-changed", "- log: hello");
        assertThat(run("routes", "check", home + "/draft/another.camel.yaml")).isEqualTo(Cli.FAILED);
        assertThat(out.toString()).contains("is taken by approval-changed.camel.yaml");
    }

    @Test
    void aFileThatIsNotThereIsAMisuse() {
        assertThat(run("routes", "check", "nowhere.camel.yaml")).isEqualTo(Cli.USAGE);
        assertThat(err.toString()).contains("There is no file nowhere.camel.yaml");
    }

    @Test
    void aFolderIsAMisuse() {
        assertThat(run("routes", "check", home + "/routes")).isEqualTo(Cli.USAGE);
        assertThat(err.toString()).contains("is a folder; give a file");
    }

    @Test
    void helpIsWhereTheErrorSaysItIs() {
        assertThat(run("routes", "check", "--help")).isEqualTo(Cli.OK);
        assertThat(out.toString()).contains("Usage: ./bactrian routes check");
    }

    @Test
    void withoutAServiceItSaysSo() {
        assertThat(run("routes")).isEqualTo(Cli.OK);
        assertThat(out.toString()).contains("No service runs");
    }

    @Test
    void theDatabaseIsNotAsked() throws IOException {
        settings = Map.of("db.url", "jdbc:mysql://127.0.0.1:1/nobody");
        Path report = home.resolve("data/routes.json");
        Files.createDirectories(report.getParent());
        Files.writeString(report, """
                {"toldAt": %d, "every": 1000, "files": [], "routes": [{"id": "mine", "file": "mine.camel.yaml",
                "input": "direct:mine", "state": "Started", "done": 7, "failed": 0, "inHand": 0}]}
                """.formatted(Clock.systemUTC().millis()));
        assertThat(run("routes")).isEqualTo(Cli.OK);
        assertThat(out.toString()).contains("mine.camel.yaml").contains("Started");
        assertThat(err.toString()).isEmpty();
    }

    private void write(String file, String id, String step) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, """
                - route:
                    id: %s
                    from:
                      uri: direct:%s
                      steps:
                        %s
                """.formatted(id, id, step));
    }

    private int run(String... args) {
        Surroundings surroundings = new Surroundings(
                home,
                Map.of("DINGTALK_CLIENT_ID", "a", "DINGTALK_CLIENT_SECRET", "b"),
                settings,
                Clock.systemUTC(),
                0,
                0,
                new Interrupts(() -> {}, Duration.ofSeconds(12)));
        return Cli.run(surroundings, new PrintWriter(out), new PrintWriter(err), args);
    }
}
