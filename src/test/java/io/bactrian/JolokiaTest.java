package io.bactrian;

import static io.bactrian.JolokiaWire.basic;
import static io.bactrian.JolokiaWire.exec;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.demo.CompanySize;
import io.bactrian.promise.LiveWorld;
import io.bactrian.store.TestDatabases;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may look into the service over Jolokia, what is seen there, and what may be done. */
class JolokiaTest {
    private static final String PASSWORD = "pass:word-of-management-ü";
    private static final String KNOWN = basic("ops:" + PASSWORD);
    private static final String ROUTE = "org.apache.camel:context=bactrian,name=\"approval-changed\",type=routes";
    private static final List<String> SECRETS =
            List.of(PASSWORD, "secret-of-a-webhook", "token1234567890", "1234567890123456789012345678901234567890123");
    private static final Set<String> CONTROL = Set.of("start", "stop", "suspend", "resume");
    private static final Set<String> DUMPS =
            Set.of("dumpRouteAsXml", "dumpRouteStatsAsXml", "dumpRoutesAsXml", "dumpRoutesStatsAsXml");

    @TempDir
    private static Path routes;

    private static LiveWorld world;
    private static JolokiaWire jolokia;

    @BeforeAll
    static void start() throws IOException {
        Files.copy(Path.of("routes/approval-changed.camel.yaml"), routes.resolve("approval-changed.camel.yaml"));
        Files.writeString(routes.resolve("webhook.camel.yaml"), """
                - route:
                    id: webhook
                    from:
                      uri: direct:webhook
                      steps:
                        - to:
                            uri: "http://127.0.0.1:9/{{webhook.key}}"
                - route:
                    id: hook
                    from:
                      uri: "platform-http:/hook/{{webhook.key}}"
                      steps:
                        - to:
                            uri: direct:webhook
                """);
        world = new LiveWorld(
                TestDatabases.H2.fresh(),
                CompanySize.small(Instant.now()).withApprovals(0).withPeople(12),
                Map.of(
                        "connection.dingtalk.callback-token", SECRETS.get(2),
                        "connection.dingtalk.callback-aes-key", SECRETS.get(3),
                        "webhook.key", SECRETS.get(1),
                        "bactrian.routes", routes.toString(),
                        "management.user", "ops",
                        "management.password", PASSWORD));
        world.serve();
        jolokia = new JolokiaWire(world.runtime().managementAddress(), KNOWN);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/observe/jolokia",
                "/observe/jolokia/",
                "/observe/jolokia/version",
                "/observe/jolokia/list",
                "/observe/jolokia//version",
                "/observe//jolokia/version",
                "//observe/jolokia/version",
                "/observe/./jolokia/version",
                "/observe/x/../jolokia/version",
                "/observe/jolokia/../jolokia/version",
                "/observe/health/../jolokia/version",
                "/observe/health/%2e%2e/jolokia/version",
                "/observe/%6Aolokia/version",
                "/observe%2Fjolokia%2Fversion",
                "/observe/jolokia%2Fversion",
                "/observe/jolokia;x=y/version",
                "/observe/jolokia/version?maxDepth=1",
                "/observe/jolokia/version/.",
                "/observe/jolokia.",
                "/observe/jolokia./version",
                "/OBSERVE/JOLOKIA/version",
                "/observe/Jolokia/version",
                "/observe/jolokia\\version",
                "/observe/jolokia%00/version",
                "/observe/metrics/../jolokia/version",
                "/observe/metrics/../../observe/jolokia/version"
            })
    void noSpellingOfTheAddressGetsPastThePassword(String path) throws IOException {
        String wrong = basic("ops:" + PASSWORD + "x");
        for (String authorization :
                Arrays.asList(null, wrong, basic("root:" + PASSWORD), "Bearer " + PASSWORD, "Basic ?")) {
            for (String method : List.of("GET", "POST", "HEAD", "OPTIONS", "PUT")) {
                JolokiaWire.Answer answer = jolokia.raw(method, path, authorization, "{\"type\":\"version\"}");
                assertThat(answer.status()).as(method + " " + path).isIn(400, 401, 404, 405);
                assertThat(answer.body()).doesNotContain("protocol", "agent", "org.apache.camel");
            }
        }
    }

    @Test
    void whoKnowsThePasswordIsLetIn() throws IOException {
        assertThat(jolokia.ask(Map.of("type", "version")).toString()).contains("\"protocol\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/version",
                "/list",
                "/read/java.lang:type=Memory/HeapMemoryUsage",
                "/exec/org.apache.camel:context=bactrian,name=\"approval-changed\",type=routes/stop()",
                "?type=version"
            })
    void aPictureOnSomebodysPageDoesNothing(String path) throws IOException {
        JolokiaWire.Answer answer = jolokia.raw("GET", "/observe/jolokia" + path, KNOWN, "");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.body()).isEmpty();
        assertThat(jolokia.read(ROUTE, "State").path("value").asText()).isEqualTo("Started");
    }

    @Test
    void healthAndMetricsNeedNone() throws IOException {
        for (String path :
                List.of("/observe/health", "/observe/health/live", "/observe/health/ready", "/observe/metrics")) {
            JolokiaWire.Answer answer = jolokia.raw("GET", path, null, "");
            assertThat(answer.status()).as(path).isIn(200, 503);
            assertThat(answer.body()).isNotBlank().doesNotContain(secrets());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: same-site\r\nOrigin: http://localhost:3000",
                "Origin: http://evil.example.com",
                "Origin: http://localhost:3000",
                "Origin: null"
            })
    void anotherPageInTheBrowserOfAnOperatorGetsNothing(String headers) throws IOException {
        assertThat(version(headers)).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-Fetch-Site: same-origin",
                "Sec-Fetch-Site: none",
                // through the console's own proxy
                "Sec-Fetch-Site: same-origin\r\nOrigin: http://127.0.0.1:8090",
                "Origin: http://localhost"
            })
    void aPageOfTheConsoleDoes(String headers) throws IOException {
        assertThat(version(headers)).isEqualTo(200);
    }

    private static int version(String headers) throws IOException {
        return jolokia.raw("POST", "/observe/jolokia", KNOWN + "\r\n" + headers, "{\"type\":\"version\"}")
                .status();
    }

    @Test
    void aRouteIsReadStoppedAndStarted() throws IOException {
        assertThat(jolokia.ask(exec(ROUTE, "stop()")).path("status").asInt()).isEqualTo(200);
        assertThat(jolokia.read(ROUTE, "State").path("value").asText()).isEqualTo("Stopped");
        assertThat(jolokia.ask(exec(ROUTE, "start()")).path("status").asInt()).isEqualTo(200);
        assertThat(jolokia.read(ROUTE, "State").path("value").asText()).isEqualTo("Started");
        assertThat(jolokia.read(ROUTE, "Description").path("value").asText()).isNotBlank();
        assertThat(jolokia.read(ROUTE, "ExchangesTotal").path("value").isNumber())
                .isTrue();
        assertThat(jolokia.ask(exec(
                                "org.apache.camel:context=bactrian,name=\"bactrian\",type=context",
                                "dumpRoutesAsXml()"))
                        .path("value")
                        .asText())
                .contains("approval-changed", "{{webhook.key}}");
        assertThat(world.rows("SELECT caller, action, arguments, outcome FROM audit WHERE via = 'management'"
                        + " AND arguments = 'approval-changed' ORDER BY id DESC LIMIT 2"))
                .extracting(row -> String.join(
                        " ", row.values().stream().map(Object::toString).toList()))
                .containsExactly("ops start-route approval-changed done", "ops stop-route approval-changed done");
    }

    @Test
    void aRouteIsSuspendedAndResumedAndThatIsWrittenDownToo() throws IOException {
        assertThat(jolokia.ask(exec(ROUTE, "suspend()")).path("status").asInt()).isEqualTo(200);
        assertThat(jolokia.read(ROUTE, "State").path("value").asText()).isEqualTo("Suspended");
        assertThat(jolokia.ask(exec(ROUTE, "resume()")).path("status").asInt()).isEqualTo(200);
        assertThat(jolokia.read(ROUTE, "State").path("value").asText()).isEqualTo("Started");
        assertThat(world.rows("SELECT action FROM audit WHERE via = 'management' ORDER BY id DESC LIMIT 2"))
                .extracting(row -> row.get("action"))
                .containsExactly("resume-route", "suspend-route");
    }

    @Test
    void whatCannotBeWrittenDownIsNotDone() throws IOException {
        var jdbc = world.runtime().tables().jdbc();
        jdbc.update("ALTER TABLE audit RENAME TO audit_away", Map.of());
        try {
            assertThat(jolokia.ask(exec(ROUTE, "stop()")).path("status").asInt())
                    .isEqualTo(500);
            assertThat(jolokia.read(ROUTE, "State").path("value").asText()).isEqualTo("Started");
        } finally {
            jdbc.update("ALTER TABLE audit_away RENAME TO audit", Map.of());
        }
    }

    @Test
    void nothingElseIsCalledAndNothingIsWritten() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        List<Map<String, Object>> requests = new ArrayList<>();
        for (ObjectName name : server.queryNames(null, null)) {
            MBeanInfo info = server.getMBeanInfo(name);
            for (MBeanOperationInfo operation : info.getOperations()) {
                if (!isAllowed(name, operation)) {
                    requests.add(exec(name.getCanonicalName(), signature(operation)));
                    requests.add(exec(name.getCanonicalName(), operation.getName()));
                }
            }
            Arrays.stream(info.getAttributes())
                    .filter(attribute -> attribute.isWritable())
                    .forEach(attribute -> requests.add(Map.of(
                            "type",
                            "write",
                            "mbean",
                            name.getCanonicalName(),
                            "attribute",
                            attribute.getName(),
                            "value",
                            "1")));
        }
        assertThat(requests).hasSizeGreaterThan(500);
        for (JsonNode answer : jolokia.ask(requests)) {
            assertThat(answer.path("status").asInt())
                    .as(answer.path("request").toString())
                    .isEqualTo(403);
        }
    }

    @Test
    void noSecretIsInAnythingThatCanBeRead() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        System.setProperty("a.secret.of.the.test", SECRETS.get(1));
        List<Map<String, Object>> requests = new ArrayList<>();
        for (ObjectName name : server.queryNames(null, null)) {
            MBeanInfo info = server.getMBeanInfo(name);
            Arrays.stream(info.getAttributes())
                    .forEach(attribute -> requests.add(Map.of(
                            "type", "read", "mbean", name.getCanonicalName(), "attribute", attribute.getName())));
            requests.add(
                    Map.of("type", "read", "mbean", name.getCanonicalName(), "config", Map.of("ignoreErrors", "true")));
            for (MBeanOperationInfo operation : info.getOperations()) {
                if (DUMPS.contains(operation.getName())) {
                    Map<String, Object> dump = new HashMap<>(exec(name.getCanonicalName(), signature(operation)));
                    dump.put(
                            "arguments",
                            Arrays.stream(operation.getSignature())
                                    .map(p -> true)
                                    .toList());
                    requests.add(dump);
                }
            }
        }
        requests.add(Map.of("type", "list"));
        requests.add(Map.of("type", "search", "mbean", "*:*"));
        requests.add(Map.of("type", "version"));
        requests.add(Map.of("type", "read", "mbean", "*:*"));
        JsonNode answers = jolokia.ask(requests);
        System.clearProperty("a.secret.of.the.test");
        long read = 0;
        for (JsonNode answer : answers) {
            boolean isRead = answer.path("status").asInt() == 200;
            read += isRead ? 1 : 0;
            ObjectNode told = (ObjectNode) answer;
            String asked = told.remove("request").toString();
            if (!isRead && !asked.contains("*:*")) {
                // a refusal repeats the name that was asked for, and whoever asked knew it
                told.remove("error");
            }
        }
        assertThat(read).isGreaterThan(200);
        assertThat(answers.toString()).contains("approval-changed").doesNotContain(secrets());
        assertThat(answers.toString()).doesNotContain("java.class.path", "java.home", System.getProperty("user.dir"));
    }

    @Test
    void withoutAPasswordItIsNotThere() throws IOException {
        try (LiveWorld open = new LiveWorld(
                TestDatabases.H2.fresh(),
                CompanySize.small(Instant.now()).withApprovals(0).withPeople(12),
                Map.of("bactrian.routes", routes.toString(), "webhook.key", "x", "camel.main.name", "open"))) {
            open.serve();
            for (String authorization : Arrays.asList(null, KNOWN, basic(":"), basic("bactrian:"))) {
                assertThat(new JolokiaWire(open.runtime().managementAddress(), null)
                                .raw("GET", "/observe/jolokia/version", authorization, "")
                                .status())
                        .isEqualTo(404);
            }
        }
    }

    private static boolean isAllowed(ObjectName name, MBeanOperationInfo operation) {
        boolean isCamel = "org.apache.camel".equals(name.getDomain());
        boolean isRoute = isCamel && "routes".equals(name.getKeyProperty("type"));
        boolean isContext = isCamel && "context".equals(name.getKeyProperty("type"));
        return isRoute && CONTROL.contains(operation.getName()) && operation.getSignature().length == 0
                || (isRoute || isContext) && DUMPS.contains(operation.getName());
    }

    private static String signature(MBeanOperationInfo operation) {
        return operation.getName()
                + Arrays.stream(operation.getSignature())
                        .map(MBeanParameterInfo::getType)
                        .collect(Collectors.joining(",", "(", ")"));
    }

    private static String[] secrets() {
        List<String> all = new ArrayList<>(SECRETS);
        all.add(world.settings().get("connection.dingtalk.client-secret"));
        all.add(world.settings().get("tls.trust-store-password"));
        return all.toArray(String[]::new);
    }
}
