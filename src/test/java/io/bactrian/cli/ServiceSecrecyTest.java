package io.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.bactrian.demo.CompanySize;
import io.bactrian.promise.LiveWorld;
import io.bactrian.promise.ServiceProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A service as it is run in a container, with every secret set and its log in JSON at DEBUG: each line is one object, and
 * nothing that it writes, shows or answers tells a secret or what stands in a form.
 */
class ServiceSecrecyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "pass:word-of-management-ü";
    private static final Map<String, String> SECRETS = Map.of(
            "connection.dingtalk.callback-token", "token1234567890",
            "connection.dingtalk.callback-aes-key", "1234567890123456789012345678901234567890123",
            "db.user", "sa",
            "db.password", "password-of-the-database",
            "webhook.key", "secret-of-a-webhook",
            "management.user", "ops",
            "management.password", PASSWORD);

    /** Knows no address, and so answers 404. */
    @RegisterExtension
    static final WireMockExtension HOOKS = WireMockExtension.newInstance().build();

    @TempDir
    private static Path folder;

    private static LiveWorld world;
    private static Process service;
    private static Path output;
    private static String base;

    @BeforeAll
    static void serve() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path routes = Files.createDirectories(home.resolve("routes"));
        try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
            for (Path file : shipped.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        Files.writeString(routes.resolve("webhook.camel.yaml"), """
                - route:
                    id: webhook
                    from:
                      uri: direct:webhook
                      steps:
                        - to:
                            uri: "http://127.0.0.1:9/{{webhook.key}}"
                - route:
                    id: hook-that-fails
                    from:
                      uri: "timer:hook?period=500"
                      steps:
                        - to:
                            uri: "%s/{{webhook.key}}?a={{webhook.key}}"
                - route:
                    id: hook
                    from:
                      uri: "platform-http:/hook/{{webhook.key}}"
                      steps:
                        - to: "log:never"
                - route:
                    id: query-that-fails
                    from:
                      uri: "sql:SELECT 'part-of-a-statement' FROM nothing?delay=500"
                      steps:
                        - to: "log:never"
                """.formatted(HOOKS.baseUrl()));
        Map<String, String> changed = new HashMap<>(SECRETS);
        changed.put("bactrian.routes", routes.toString());
        changed.put("db.url", "jdbc:h2:file:" + folder.resolve("data/bactrian") + ";AUTO_SERVER=TRUE");
        changed.put("db.folder", folder.resolve("data").toString());
        world = new LiveWorld(
                Map.of(), CompanySize.small(Instant.now()).withApprovals(0).withPeople(12), changed);
        output = folder.resolve("output.txt");
        service = ServiceProcess.start(
                home, world.settings(), Map.of("BACTRIAN_LOG_FORMAT", "json", "BACTRIAN_LOG", "DEBUG"), output);
        base = "http://" + world.settings().get("management.listen");
        await().atMost(Duration.ofSeconds(60)).until(() -> world.stream().connected() > 0);
        List<String> people = world.company().members().stream()
                .map(person -> person.userid())
                .toList();
        for (int i = 0; i < 5; i++) {
            world.company()
                    .start(world.company().templates().get(i % 2).processCode(), people.get(i), people.subList(6, 8));
        }
        String failing = world.company()
                .start(world.company().templates().get(0).processCode(), people.get(0), people.subList(6, 8));
        world.standIn().faults().failApproval(failing, 400, "processGetFailed");
        world.company().comment(failing, people.get(1), "a remark that nobody logs");
        world.look();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> world.number("SELECT COUNT(*) FROM process_instance WHERE read_at IS NOT NULL") >= 5
                        && world.number("SELECT COUNT(*) FROM work_item WHERE state = 'failed'") == 1);
        await().atMost(Duration.ofSeconds(30)).until(() -> get("/", PASSWORD).body(), page -> page.contains(failing));
    }

    @AfterAll
    static void stop() {
        service.destroyForcibly();
        world.close();
    }

    @Test
    void eachLineOfTheLogIsAnObjectThatSaysWhatItIsAbout() throws Exception {
        List<JsonNode> lines = lines();
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.path("level").asText()).isIn("DEBUG", "INFO", "WARN", "ERROR");
            assertThat(line.path("timestamp").asLong()).isGreaterThan(1_700_000_000_000L);
            assertThat(line.path("formattedMessage").asText()).isNotBlank();
        });
        assertThat(lines)
                .anySatisfy(line -> {
                    assertThat(line.path("formattedMessage").asText()).contains("could not be read");
                    assertThat(line.path("mdc").path("connection").asText()).isEqualTo("dingtalk");
                    assertThat(line.path("mdc").path("approval").asText()).isNotBlank();
                })
                .anySatisfy(line -> {
                    assertThat(line.path("formattedMessage").asText()).contains("the stream is connected");
                    assertThat(line.path("mdc").path("connection").asText()).isEqualTo("dingtalk");
                })
                .anySatisfy(line -> assertThat(line.path("formattedMessage").asText())
                        .startsWith("Running for dingtalk; page at http"));
    }

    @Test
    void aRouteThatFailsIsToldInOneLineWithoutItsAddress() throws Exception {
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> Files.readString(output),
                        said -> said.contains("HTTP 404 from") && said.contains("the database says: "));
        List<String> told = lines().stream()
                .filter(line -> line.path("level").asText().matches("WARN|ERROR"))
                .map(JsonNode::toString)
                .toList();
        assertThat(told)
                .anySatisfy(line ->
                        assertThat(line).contains("The route 'hook-that-fails' failed: HTTP 404 from localhost"))
                .anySatisfy(line -> assertThat(line).contains("A route from sql failed: the database says: "))
                .filteredOn(line -> line.contains("A route from sql failed"))
                .hasSizeLessThan(4);
        assertThat(told)
                .noneSatisfy(line -> assertThat(line).contains("org.apache.camel"))
                .noneSatisfy(line -> assertThat(line).contains("\"stepArray\""))
                .noneSatisfy(line -> assertThat(line).contains("part-of-a-statement"));
        assertThat(get("/observe/health?data=true", null).body())
                .contains("consumer:query-that-fails")
                .doesNotContain("part-of-a-statement", "error-stacktrace");
    }

    @Test
    void nothingThatIsWrittenShownOrAnsweredTellsASecret() throws Exception {
        StringBuilder told = new StringBuilder();
        for (String path : List.of(
                "/observe/health",
                "/observe/health?data=true",
                "/observe/health/live?data=true",
                "/observe/health/ready?data=true",
                "/observe/metrics",
                "/?lang=en",
                "/?lang=zh")) {
            HttpResponse<String> answer = get(path, PASSWORD);
            assertThat(answer.statusCode()).as(path).isIn(200, 503);
            told.append(answer.body()).append(answer.headers().map());
        }
        told.append(post(Map.of("type", "version"))).append(post(Map.of("type", "list")));
        for (JsonNode name : post(Map.of("type", "search", "mbean", "*:*")).path("value")) {
            told.append(post(Map.of("type", "read", "mbean", name.asText())));
            told.append(post(Map.of(
                    "type", "exec", "mbean", name.asText(), "operation", "dumpRoutesAsXml()", "arguments", List.of())));
        }
        told.append(get("/", null).body())
                .append(get("/", "guess").body())
                .append(get("/nothing", null).body());
        for (String command : List.of(
                "status",
                "status --json",
                "failed",
                "failed --json",
                "routes",
                "routes --all",
                "routes --json",
                "routes check")) {
            told.append(typed(command.split(" ")));
        }
        told.append(Files.readString(output));
        Files.walk(folder.resolve("data"))
                .filter(file -> file.toString().endsWith(".json"))
                .forEach(file -> {
                    told.append(read(file));
                });

        assertThat(told.toString())
                .contains("webhook", "approval-changed", "processGetFailed", "dumpRoutesAsXml", "{{webhook.key}}")
                .doesNotContain(secrets());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/?lang=en",
                "//",
                "/./",
                "/%2e/",
                "/x/..",
                "/x/%2e%2e/",
                "/observe/..",
                "/observe/health/../../",
                "/%2F",
                "/;x=y",
                "/\\",
                "/.",
                "/index.html",
                "/replay",
                "/REPLAY",
                "/replay/",
                "//replay",
                "/./replay",
                "/%72eplay",
                "/observe/../replay"
            })
    void noSpellingOfTheAddressShowsThePageOrPressesAButtonWithoutThePassword(String path) throws IOException {
        for (String credentials : Arrays.asList(null, "ops:wrong", "root:" + PASSWORD, ":", "ops:")) {
            for (String method : List.of("GET", "POST", "HEAD", "OPTIONS", "PUT")) {
                String answer = raw(method, path, credentials);
                assertThat(Integer.parseInt(answer.split(" ", 3)[1]))
                        .as(method + " " + path)
                        .isIn(400, 401, 404, 405);
                assertThat(answer).doesNotContain("Work list", "工作清单", "name=\"token\"", "read again");
            }
        }
    }

    private static String[] secrets() {
        List<String> all = new ArrayList<>(SECRETS.values());
        all.removeAll(List.of("sa", "ops"));
        all.add(world.settings().get("connection.dingtalk.client-secret"));
        all.add(world.settings().get("tls.trust-store-password"));
        all.add(token());
        all.add("a remark that nobody logs");
        all.addAll(formValues());
        assertThat(all).hasSizeGreaterThan(12).allMatch(secret -> secret.length() > 5);
        return all.toArray(String[]::new);
    }

    /** What people wrote into forms, as far as it cannot be anything else. */
    private static List<String> formValues() {
        List<String> values = new ArrayList<>();
        for (Map<String, Object> row :
                world.rows("SELECT form_component_values AS form FROM process_instance WHERE read_at IS NOT NULL")) {
            try {
                for (JsonNode field : JSON.readTree(String.valueOf(row.get("form")))) {
                    String value = field.path("value").asText();
                    if (value.length() > 9) {
                        values.add(value);
                    }
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return values;
    }

    /** The token that is valid now: the platform gives out the same one as long as it is. */
    private static String token() {
        try {
            String address = world.standIn().url() + "/gettoken?appkey="
                    + world.standIn().clientId() + "&appsecret="
                    + world.standIn().clientSecret();
            return JSON.readTree(
                            send(HttpRequest.newBuilder(URI.create(address))).body())
                    .path("access_token")
                    .asText();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        String written = Files.readString(output);
        for (String line : written.substring(0, written.lastIndexOf('\n')).split("\n")) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private static String typed(String... words) {
        StringWriter said = new StringWriter();
        Surroundings surroundings = new Surroundings(
                folder.resolve("home"),
                Map.of(),
                world.settings(),
                Clock.systemUTC(),
                0,
                0,
                new Interrupts(() -> {}, Duration.ofSeconds(12)));
        Cli.run(surroundings, new PrintWriter(said), new PrintWriter(said), words);
        return said.toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode post(Map<String, Object> request) throws IOException {
        return JSON.readTree(send(HttpRequest.newBuilder(URI.create(base + "/observe/jolokia"))
                        .header("Authorization", basic("ops:" + PASSWORD))
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(request))))
                .body());
    }

    private static HttpResponse<String> get(String path, String password) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
        if (password != null) {
            request.header("Authorization", basic("ops:" + password));
        }
        return send(request);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As it is written: a client would tidy the path. */
    private static String raw(String method, String path, String credentials) throws IOException {
        URI address = URI.create(base);
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(20));
            String body = "token=x&id=y";
            socket.getOutputStream()
                    .write((method + " " + path + " HTTP/1.0\r\nHost: localhost\r\n"
                                    + "Content-Type: application/x-www-form-urlencoded\r\n"
                                    + (credentials == null ? "" : "Authorization: " + basic(credentials) + "\r\n")
                                    + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
