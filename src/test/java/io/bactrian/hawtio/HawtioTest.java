package io.bactrian.hawtio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bactrian.browser.Browser;
import io.bactrian.connection.Address;
import io.bactrian.demo.CompanySize;
import io.bactrian.promise.LiveWorld;
import io.bactrian.store.TestDatabases;
import io.bactrian.store.TestProcess;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console beside a running service: what a browser shows of it, and what cannot be reached through it. */
class HawtioTest {
    private static final String PASSWORD = "a-password-for-hawtio";
    private static final String ROUTE = "approval-changed";

    @TempDir
    private static Path folder;

    private static LiveWorld world;
    private static Process console;
    private static Address address;

    @BeforeAll
    static void start() throws Exception {
        world = new LiveWorld(
                TestDatabases.H2.fresh(),
                CompanySize.small(Instant.now()).withApprovals(0).withPeople(12),
                Map.of("management.password", PASSWORD));
        world.start();
        address = new Address("127.0.0.1", TestProcess.freePort());
        Path log = folder.resolve("hawtio.log");
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dbactrian.hawtio=" + Path.of("target/hawtio").toAbsolutePath(),
                "io.bactrian.Bactrian",
                "hawtio",
                "--port",
                Integer.toString(address.port()));
        command.directory(folder.toFile());
        command.environment()
                .put("BACTRIAN_MANAGEMENT", world.runtime().managementAddress().toString());
        console = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Files.readString(log), said -> said.contains("Hawtio is at"));
    }

    @AfterAll
    static void stop() throws Exception {
        console.destroyForcibly().waitFor();
        world.close();
    }

    @Test
    void thePageThatConnectsNamesTheServiceAndNoPassword() throws IOException {
        String page = get("/", null);
        assertThat(page)
                .contains(
                        "200 OK", "port: " + world.runtime().managementAddress().port())
                .doesNotContain(PASSWORD);
        assertThat(get("/hawtio/", null)).contains("200 OK", "<div id=\"root\"");
    }

    @Test
    void theServiceIsReachedWithThePasswordOnly() throws IOException {
        String jolokia = jolokia();
        assertThat(post(jolokia, "bactrian:" + PASSWORD)).contains("200 OK", "\"protocol\"");
        assertThat(post(jolokia, "bactrian:wrong")).doesNotContain("200 OK", "\"protocol\"");
        assertThat(post(jolokia, null)).doesNotContain("200 OK", "\"protocol\"");
        assertThat(get(jolokia + "/version", "bactrian:" + PASSWORD)).doesNotContain("\"protocol\"");
    }

    /** A browser that says nothing but its origin. */
    @ParameterizedTest
    @CsvSource({
        "localhost:8090, http://localhost:8090, 200",
        "127.0.0.1:9000, http://127.0.0.1:9000, 200",
        "[::1]:8090, http://[::1]:8090, 200",
        "localhost:8090, http://evil.example:8090, 403",
        "localhost:8090, http://localhost, 403",
        "localhost:8090, null, 403",
        "evil.example:8090, http://evil.example:8090, 403",
        "127.0.0.1.evil.example, http://127.0.0.1.evil.example, 403"
    })
    void itsOwnPageReachesTheServiceByTheNamesOfThisMachineAndOthersDoNot(String host, String origin, int status)
            throws IOException {
        assertThat(ask(
                        "POST",
                        jolokia(),
                        host + "\r\nOrigin: " + origin,
                        "bactrian:" + PASSWORD,
                        "{\"type\":\"version\"}"))
                .startsWith("HTTP/1.1 " + status);
    }

    @Test
    void aPageIsNotShownUnderTheNameOfSomebodyElse() throws IOException {
        assertThat(ask("GET", "/", "evil.example", null, ""))
                .startsWith("HTTP/1.1 403")
                .contains("ask for 127.0.0.1 or localhost");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/hawtio/jolokia",
                "/hawtio/jolokia/version",
                "/hawtio/%6Aolokia/version",
                "/hawtio//jolokia/version",
                "/hawtio/x/../jolokia/version",
                "/hawtio/jolokia;a=b/version",
                "/hawtio/proxy/http/127.0.0.1/${port}/observe/health",
                "/hawtio/proxy/http/127.0.0.1/${port}/observe/jolokia/../health",
                "/hawtio/proxy/http/127.0.0.1/${port}/observe/jolokia/%2e%2e/health",
                "/hawtio/proxy/http/127.0.0.1/22/observe/jolokia/version",
                "/hawtio/proxy/http/example.com/80/observe/jolokia",
                "/hawtio/proxy/https/127.0.0.1/${port}/observe/jolokia",
                "/hawtio/proxy/http:/127.0.0.1:${port}/observe/jolokia",
                "/hawtio/proxy"
            })
    void nothingElseIsReachedThroughIt(String path) throws IOException {
        int port = world.runtime().managementAddress().port();
        assertThat(get(path.replace("${port}", Integer.toString(port)), "bactrian:" + PASSWORD))
                .containsPattern("^HTTP/1.1 (400|404) ")
                .doesNotContain("\"protocol\"", "\"status\"");
    }

    @Test
    void aBrowserShowsTheRoutesWithTheirCountsAndStopsAndStartsOne() throws Exception {
        Optional<Path> chromium = Browser.find();
        assumeTrue(chromium.isPresent(), "there is no Chromium on this machine");
        try (Browser browser =
                new Browser(chromium.get(), Files.createDirectory(folder.resolve("profile")), 1280, 800)) {
            browser.open("http://" + address + "/");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> browser.run("!!document.querySelector('input[type=password]')"), "true"::equals);
            browser.type("input[type=text], input:not([type=password])", "bactrian");
            browser.type("input[type=password]", PASSWORD);
            browser.click("button", "Log in");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> browser.click(".pf-v5-c-tree-view__node, button", "routes"));
            browser.awaitText(ROUTE);
            browser.screenshot(Path.of("target/hawtio.png"));
            assertThat(rows(browser)).contains("approval-settle", "call-once", "dingtalk-stream");
            world.company()
                    .start(
                            world.company().templates().get(0).processCode(),
                            world.company().members().get(0).userid());
            // what has passed through a route is seen without a reload
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> row(browser, ROUTE), cells -> cells.matches("(?s).*Started\\s.*\\s[1-9]\\d*\\s.*"));
            tick(browser);
            await().atMost(Duration.ofSeconds(60)).until(() -> browser.click("button", "Stop"));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> world.runtime()
                            .template()
                            .getCamelContext()
                            .getRouteController()
                            .getRouteStatus(ROUTE)
                            .isStopped());
            await().atMost(Duration.ofSeconds(60)).until(() -> row(browser, ROUTE), cells -> cells.contains("Stopped"));
            tick(browser);
            await().atMost(Duration.ofSeconds(60)).until(() -> browser.click("button", "Start"));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> world.runtime()
                            .template()
                            .getCamelContext()
                            .getRouteController()
                            .getRouteStatus(ROUTE)
                            .isStarted());
            browser.resize(390, 844);
            await().atMost(Duration.ofSeconds(60)).until(() -> row(browser, ROUTE), cells -> cells.contains("Started"));
            // the console's own bar is wider than a phone; the routes are not
            assertThat(browser.run("String(Math.max(...[...document.querySelectorAll('table, td')].map(e =>"
                            + " e.getBoundingClientRect().right)) <= 390)"))
                    .isEqualTo("true");
            browser.screenshot(Path.of("target/hawtio-390.png"));
        }
    }

    private static String rows(Browser browser) {
        return browser.run("[...document.querySelectorAll('tr')].map(r => r.innerText).join('\\n')");
    }

    private static String row(Browser browser, String route) {
        return browser.run("([...document.querySelectorAll('tr')].find(r => r.textContent.includes('" + route
                + "')) || {innerText: ''}).innerText");
    }

    /** Chooses the route. */
    private static void tick(Browser browser) {
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> browser.run("(() => { const row = [...document.querySelectorAll('tr')].find(r =>"
                                + " r.textContent.includes('" + ROUTE + "')); const box = row &&"
                                + " row.querySelector('input'); if (box && !box.checked) box.click();"
                                + " return !!(box && box.checked) })()"),
                        "true"::equals);
    }

    private static String jolokia() {
        return "/hawtio/proxy/http/127.0.0.1/"
                + world.runtime().managementAddress().port() + "/observe/jolokia";
    }

    private static String get(String path, String credentials) throws IOException {
        return ask("GET", path, "localhost", credentials, "");
    }

    private static String post(String path, String credentials) throws IOException {
        return ask("POST", path, "localhost", credentials, "{\"type\":\"version\"}");
    }

    private static String ask(String method, String path, String host, String credentials, String body)
            throws IOException {
        try (Socket socket = new Socket(address.host(), address.port())) {
            socket.setSoTimeout(20_000);
            String authorization = credentials == null
                    ? ""
                    : "Authorization: Basic "
                            + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)) + "\r\n";
            socket.getOutputStream()
                    .write((method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n"
                                    + authorization
                                    + (body.isEmpty()
                                            ? ""
                                            : "Content-Type: application/json\r\nContent-Length: " + body.length()
                                                    + "\r\n")
                                    + "\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
