package io.bactrian.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.api.ApiWorld.Answer;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that the description names is there, answers as it says, and asks for a key. */
class ApiWalkTest {
    private static final AtomicInteger OTHERS = new AtomicInteger();
    private static ApiWorld world;
    private static JsonNode description;

    @BeforeAll
    static void open() {
        world = ApiWorld.withKeys(Map.of()).serve();
        description = world.get("/api/v1/openapi.json").json();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    /** Every path and method, with the description of it. */
    static Stream<Arguments> operations() {
        List<Arguments> all = new ArrayList<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (!path.getKey().endsWith("openapi.json")) {
                        all.add(arguments(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()));
                    }
                }));
        return all.stream();
    }

    @Test
    void theDescriptionIsOneAndNamesWhatWasPromised() {
        var parsed = new OpenAPIV3Parser().readContents(description.toString());
        assertThat(parsed.getMessages()).isEmpty();
        assertThat(description.path("paths").properties())
                .extracting(Map.Entry::getKey)
                .contains(
                        "/api/v1/{where}/sync/sync_departments",
                        "/api/v1/{where}/sync/sync_users",
                        "/api/v1/{where}/sync/sync_all",
                        "/api/v1/{where}/sync/sync_logs",
                        "/api/v1/{where}/departments",
                        "/api/v1/{where}/users",
                        "/api/v1/{where}/messages/send_message",
                        "/api/v1/{where}/messages/send_to_users",
                        "/api/v1/{where}/messages/retry_failed",
                        "/api/v1/{where}/messages",
                        "/api/v1/{where}/approvals",
                        "/api/v1/{where}/approvals/{id}",
                        "/api/v1/{where}/runs",
                        "/api/v1/{where}/worklist",
                        "/api/v1/{where}/worklist/failed",
                        "/api/v1/{where}/worklist/replay");
        assertThat(operations()).hasSizeGreaterThan(15);
    }

    @Test
    void theDescriptionTellsWhatIsTaken() {
        JsonNode paths = description.path("paths");
        JsonNode query = paths.path("/api/v1/{where}/users").path("get").path("parameters");
        for (JsonNode parameter : query) {
            JsonNode schema = parameter.path("schema");
            switch (parameter.path("name").asText()) {
                case "page" -> assertThat(schema.path("minimum").asInt()).isEqualTo(1);
                case "page_size" -> assertThat(schema.path("maximum").asInt()).isEqualTo(200);
                default -> assertThat(schema.has("maximum")).isFalse();
            }
        }
        JsonNode send = paths.path("/api/v1/{where}/messages/send_message").path("post");
        JsonNode body = send.at("/requestBody/content/application~1json/schema");
        assertThat(body.path("required").toString()).isEqualTo("[\"content\"]");
        for (String receivers : List.of("users", "departments", "tags")) {
            JsonNode list = body.path("properties").path(receivers);
            assertThat(list.path("maxItems").asInt()).as(receivers).isEqualTo(800);
            assertThat(list.path("items").path("oneOf").size()).as(receivers).isEqualTo(2);
        }
        assertThat(send.path("responses").has("405")).isTrue();
        assertThat(send.path("responses").has("422")).isTrue();
        assertThat(paths.at("/~1api~1v1~1{where}~1sync~1sync_users/post/responses")
                        .has("422"))
                .isFalse();
    }

    @Test
    void thePageNamesEveryPathWithItsPermissionAndEveryRight() throws IOException {
        String page = Files.readString(Path.of("docs", "api.md"));
        Set<String> served = operations()
                .map(Arguments::get)
                .map(told -> told[0] + " " + told[1].toString().replace("/api/v1/{where}", "") + " "
                        + ((JsonNode) told[2]).path("x-permission").asText())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> onPage = Pattern.compile("^\\| (GET|POST) \\| `(/[^`]+)` \\| `([^`]+)` \\|", Pattern.MULTILINE)
                .matcher(page)
                .results()
                .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(onPage).isEqualTo(served);
        for (Right right : Right.values()) {
            assertThat(page).contains("`" + right.words() + "`");
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("operations")
    void everyPathAsksForAKeyThatMay(String method, String path, JsonNode told) {
        assertThat(told.path("security").size()).isPositive();
        String address = address(path);
        String body = method.equals("POST") ? "{}" : null;

        Answer none = world.send(method, address, body);
        assertThat(none.status()).isEqualTo(401);
        assertThat(none.response().headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
        assertShape(none);

        Answer weak = world.send(method, address, body, "Authorization", "Bearer " + ApiWorld.WEAK);
        assertThat(weak.status()).isEqualTo(403);
        assertThat(weak.message())
                .contains("'weak'")
                .contains("dingtalk." + told.path("x-permission").asText());
        assertShape(weak);

        // from an address of its own each: whoever goes on with wrong keys from one is told to wait
        String wrong = world.from(
                "127.0.1." + OTHERS.incrementAndGet(),
                method,
                address,
                ApiKey.random().reveal());
        assertThat(wrong).startsWith("HTTP/1.1 401 ").contains("\"code\":401,").contains("\"data\":null");

        // in the address it would be in every log on the way
        assertThat(world.send(method, address + "?X-API-Key=" + ApiWorld.ADMIN, body)
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("operations")
    void everyPathAnswersAsItIsTold(String method, String path, JsonNode told) {
        for (String address : List.of(address(path), address(path) + "/")) {
            Answer answer = world.asAdmin(method, address, method.equals("POST") ? "{}" : null);
            assertThat(told.path("responses").has(Integer.toString(answer.status())))
                    .as("%s is told", answer.status())
                    .isTrue();
            assertThat(answer.status()).as(answer.message()).isNotIn(401, 403, 405, 500, 503);
            assertThat(answer.status()).isIn(path.endsWith("{id}") ? List.of(404) : List.of(200, 202, 400));
            assertShape(answer);
            assertThat(answer.response().headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(answer.response().headers().map()).doesNotContainKey("access-control-allow-origin");
        }
        Answer surplus = world.asAdmin(method, address(path) + "?no_such=1", method.equals("POST") ? "{}" : null);
        assertThat(surplus.code()).isEqualTo(Refusal.BAD_PARAMETERS);
        String other = method.equals("POST") ? "DELETE" : "PUT";
        Answer wrong = world.asAdmin(other, address(path), null);
        assertThat(wrong.status()).isEqualTo(405);
        assertThat(wrong.response().headers().firstValue("Allow"))
                .hasValueSatisfying(
                        allowed -> assertThat(allowed).contains(method).doesNotContain(other));
        assertShape(wrong);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("operations")
    void whatIsSentMustBeJsonAndNotTooMuch(String method, String path, JsonNode told) {
        if (!method.equals("POST")) {
            return;
        }
        String address = address(path);
        Answer form = world.post(
                address, "all=true", "X-API-Key", ApiWorld.ADMIN, "Content-Type", "application/x-www-form-urlencoded");
        assertThat(form.status()).isEqualTo(415);
        assertShape(form);
        for (String body : List.of("[]", "1", "{", "{\"a\":1,\"a\":2}", "{} {}", "null", "{\"no_such\":1}")) {
            Answer bad = world.asAdmin("POST", address, body);
            assertThat(bad.status()).as(body).isEqualTo(400);
            assertThat(bad.code()).isEqualTo(Refusal.BAD_PARAMETERS);
            assertShape(bad);
        }
        Answer large = world.asAdmin("POST", address, " ".repeat(100_000) + "{}");
        assertThat(large.status()).isEqualTo(413);
        assertShape(large);
    }

    @Test
    void tenMegabytesAreNotTaken() {
        byte[] large = new byte[10_000_000];
        Arrays.fill(large, (byte) ' ');
        for (BodyPublisher body : List.of(
                BodyPublishers.ofByteArray(large),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))) {
            try {
                assertThat(world.status("/api/v1/dingtalk/sync/sync_users", body))
                        .isEqualTo(413);
            } catch (IOException e) {
                // the server has closed the line while we were still sending
                assertThat(e).isNotNull();
            }
        }
        assertThat(world.asAdmin("GET", "/api/v1/dingtalk/audit?action=none", null)
                        .code())
                .isZero();
    }

    private static String address(String path) {
        return path.replace("{where}", "dingtalk").replace("{id}", "99999999");
    }

    static void assertShape(Answer answer) {
        assertThat(answer.response().headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.json().properties()).extracting(Map.Entry::getKey).containsExactly("code", "message", "data");
        assertThat(answer.json().path("code").isInt()).isTrue();
        assertThat(answer.message()).isNotBlank();
        if (answer.status() >= 400) {
            assertThat(answer.code()).isNotZero();
        }
    }
}
