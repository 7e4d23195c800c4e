package io.bactrian.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bactrian.connection.SettingNames;
import io.bactrian.demo.Company;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.EventStream;
import io.bactrian.demo.StandIn;
import io.bactrian.store.TestProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the Dockerfile says, step by step, without an engine: the folder, the user, the settings, health and the end. */
@DisabledOnOs(OS.WINDOWS)
class ContainerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path dir;

    @Test
    void whatIsCopiedIsThereAndNotLeftOutOfTheContext() throws IOException {
        Dockerfile image = new Dockerfile();
        List<String> leftOut = Files.readAllLines(Path.of(".dockerignore"));
        assertThat(Stream.concat(image.sources().stream(), image.contents().stream())
                        .filter(each -> !each.isBuilt())
                        .map(Dockerfile.Copied::from))
                .isNotEmpty()
                .allSatisfy(from -> assertThat(Path.of(from)).exists())
                .noneMatch(leftOut::contains);
        assertThat(leftOut).contains(".env", "data");
        assertThat(image.user()).matches("[1-9]\\d+");
        assertThat(SettingNames.variables()).containsAll(settingsOf(image));
    }

    @Test
    void theServiceRunsInAFolderThatIsReadOnlyAndEndsWhenItIsTold() throws Exception {
        assumeTrue(Installation.canBeAnybody(), "setpriv, which takes root's rights away, is not here");
        Dockerfile image = new Dockerfile();
        try (Installation app = new Installation(image, dir);
                StandIn platform = StandIn.start(Company.of(
                        CompanySize.small(Instant.now()).withApprovals(0).withPeople(20)))) {
            Map<String, String> settings = settings(platform, image.modules());
            TreeSet<String> before = app.files();

            Process service = app.start(image.command(), settings, dir.resolve("service.log"));
            String management = settings.get("BACTRIAN_MANAGEMENT");
            for (String path : List.of("/observe/health", "/")) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(get("http://" + management + path))
                                .as(path + "\n" + Files.readString(dir.resolve("service.log")))
                                .isEqualTo(200));
            }
            assertThat(service.info().user())
                    .hasValueSatisfying(user -> assertThat(user).isNotEqualTo("root"));
            assertThat(check(app, image, management)).isZero();

            service.destroy();
            assertThat(service.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(service.exitValue()).isZero();
            assertThat(check(app, image, management)).isNotZero();
            assertThat(app.files()).isEqualTo(before);
            assertThat(app.data()).isDirectoryContaining("glob:**bactrian.mv.db");
        }
    }

    private static List<String> settingsOf(Dockerfile image) {
        List<String> names = new ArrayList<>(image.environment().keySet());
        names.remove("JAVA_HOME");
        return names;
    }

    /** All in the environment, as a container has them; Java has the modules of the image and nowhere else to write. */
    private Map<String, String> settings(StandIn platform, String modules) throws IOException {
        EventStream stream = platform.openStream();
        Path trusted = dir.resolve("trusted");
        Files.copy(stream.trustStore(), trusted);
        Files.setPosixFilePermissions(trusted, PosixFilePermissions.fromString("rw-r--r--"));
        Map<String, String> settings = new HashMap<>();
        settings.put("DINGTALK_CLIENT_ID", platform.clientId());
        settings.put("DINGTALK_CLIENT_SECRET", platform.clientSecret());
        settings.put("DINGTALK_API_BASE_URL", platform.url());
        settings.put("DINGTALK_OAPI_BASE_URL", platform.url());
        settings.put("BACTRIAN_TRUST_STORE", trusted.toString());
        settings.put("BACTRIAN_TRUST_STORE_PASSWORD", stream.trustStorePassword());
        settings.put("BACTRIAN_HTTP", "127.0.0.1:" + TestProcess.freePort());
        settings.put("BACTRIAN_MANAGEMENT", "127.0.0.1:" + TestProcess.freePort());
        settings.put("JAVA_HOME", System.getProperty("java.home"));
        settings.put("JAVA_OPTS", "-Xmx256m -XX:TieredStopAtLevel=1 -Djava.io.tmpdir=/proc --limit-modules " + modules);
        return settings;
    }

    /** What the image's check of its health exits with. */
    private int check(Installation app, Dockerfile image, String management) throws Exception {
        Process check =
                app.start(image.healthCheck(), Map.of("BACTRIAN_MANAGEMENT", management), dir.resolve("check.log"));
        assertThat(check.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return check.exitValue();
    }

    /** The status; 0 where nobody listens. */
    private static int get(String url) throws InterruptedException {
        try {
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }
}
