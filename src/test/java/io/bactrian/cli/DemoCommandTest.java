package io.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.cli.Typist.Typed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
    @TempDir
    private Path home;

    @Test
    @Timeout(180)
    void itsServiceRunsWhateverTheRoutesOfTheInstallationSay() throws Exception {
        Path routes = Files.createDirectory(home.resolve("routes"));
        String api = Files.readString(Path.of("routes/api.camel.yaml"));
        Files.writeString(routes.resolve("api.camel.yaml"), api.replace("direct:api-users", "direct:mine-hello"));
        String[] words = {
            "demo",
            "--people",
            "12",
            "--approvals",
            "4",
            "--dir",
            home.resolve("b").toString(),
            "--once"
        };
        try (Typist real = new Typist(home, 0)) {
            CompletableFuture<Typed> demo =
                    CompletableFuture.supplyAsync(() -> real.type(Arrays.copyOf(words, words.length - 1)));
            await().atMost(Duration.ofSeconds(120)).until(() -> keptOfRoutes().size() > 1 || demo.isDone());
            real.interrupts.raise();

            assertThat(demo.get().code()).as(demo.get().err()).isZero();
            assertThat(keptOfRoutes())
                    .filteredOn(text -> text.endsWith("api.camel.yaml"))
                    .singleElement()
                    .satisfies(text -> assertThat(text).hasContent(api));
        }
        try (Typist real = new Typist(home, 0)) {
            assertThat(real.type(words).code()).isZero();
            assertThat(keptOfRoutes()).as("of the earlier demo").isEmpty();
        }
    }

    /** The texts of its routes, which are written when it has started with them. */
    private List<Path> keptOfRoutes() throws IOException {
        Path folder = home.resolve("b/.good-routes");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(text -> text.toString().endsWith(".camel.yaml")).toList();
        }
    }

    @Test
    void showsTheWholeJobWithoutTouchingTheRealSettings() {
        try (Typist real = new Typist(home, 0)) {
            real.environment.put("DB_URL", "jdbc:mysql://nowhere.invalid/none");
            real.environment.put("PROCESS_CODE", "PROC-REAL");

            Typed first = real.type(
                    "demo",
                    "--once",
                    "--people",
                    "24",
                    "--approvals",
                    "20",
                    "--dir",
                    home.resolve("a").toString());
            Typed second = real.type(
                    "demo",
                    "--once",
                    "--people",
                    "24",
                    "--approvals",
                    "20",
                    "--dir",
                    home.resolve("a").toString());

            assertThat(first.code()).as(first.err()).isZero();
            assertThat(first.out())
                    .contains(
                            "made up",
                            "history dingtalk: read 20 / new 20",
                            "history wecom: read 5 / new 5",
                            "WITH ALL BELOW",
                            "MAIN DEPARTMENT",
                            "WAITS FOR",
                            "one statement over both platforms",
                            "org.h2.tools.Shell",
                            "DINGTALK_CLIENT_SECRET=");
            assertThat(first.out().lines().map(line -> line.replaceAll(" +", " ")))
                    .as("both platforms in each table")
                    .anyMatch(line -> line.matches("wecom 双峰贸易有限公司 \\d+ 24"))
                    .anyMatch(line -> line.startsWith("dingtalk 0005"))
                    .anyMatch(line -> line.startsWith("wecom 0005"))
                    .anyMatch(line -> line.matches("wecom 20.* 费用报销 .*"))
                    .anyMatch(line -> line.matches("请假 dingtalk \\d.*"))
                    .anyMatch(line -> line.matches("请假 wecom \\d.*"));
            assertThat(second.out()).contains("history dingtalk: read 20 / new 20");
            assertThat(real.platform.meter().calls()).isZero();
        }
    }
}
