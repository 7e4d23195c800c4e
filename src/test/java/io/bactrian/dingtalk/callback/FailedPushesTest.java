package io.bactrian.dingtalk.callback;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.bactrian.BactrianRuntime;
import io.bactrian.call.CallException;
import io.bactrian.call.Calls;
import io.bactrian.connection.Connection;
import io.bactrian.event.NotStoredException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;

/** The calls about callbacks on the wire, and the pushes that failed: fetched once by the platform's will, never lost. */
class FailedPushesTest {
    private static final String FAILED = "/call_back/get_call_back_failed_result";
    private static final String KEY = "abcdefghijabcdefghijabcdefghijabcdefghij123";
    private static final String ONE = """
            {"call_back_tag":"bpms_instance_change","event_time":1767575537650,
             "bpms_instance_change":{"corpid":"ding3a7c","bpmsCallBackData":{"processInstanceId":"k7Hq","type":"finish"}}}""";
    private static final String TWO = "{\"call_back_tag\":\"user_leave_org\",\"event_time\":\"1767575537651\","
            + "\"user_leave_org\":{\"corpid\":\"ding3a7c\",\"userid\":[\"0412\",\"0413\"]}}";
    private static final String THREE = "{\"call_back_tag\":\"bpms_task_change\",\"event_time\":1767575537652,"
            + "\"bpms_task_change\":{\"callbackData\":\"{\\\"processInstanceId\\\":\\\"k8\\\",\\\"type\\\":\\\"start\\\"}\"}}";

    @RegisterExtension
    private static final WireMockExtension PLATFORM = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private final List<Map<String, Object>> told = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private volatile Processor handler = exchange -> {};

    @TempDir
    private Path home;

    private BactrianRuntime runtime;
    private Connection connection;

    @BeforeEach
    void start() throws Exception {
        PLATFORM.stubFor(
                post("/v1.0/oauth2/accessToken").willReturn(okJson("{\"accessToken\":\"t\",\"expireIn\":7200}")));
        restart();
    }

    private void restart() throws Exception {
        if (runtime != null) {
            runtime.close();
        }
        Map<String, String> settings = new HashMap<>(Map.of(
                "connection.dingtalk.api-base-url", PLATFORM.baseUrl(),
                "connection.dingtalk.oapi-base-url", PLATFORM.baseUrl(),
                "connection.dingtalk.calls-per-second", "unlimited",
                "connection.dingtalk.events", "callback",
                "connection.dingtalk.callback-token", "token-of-the-test",
                "connection.dingtalk.callback-aes-key", KEY,
                "connection.dingtalk.callback-url", "https://here.example.com/callback/dingtalk/dingtalk",
                "call.retry-delay", "1ms",
                "bactrian.routes", Path.of("routes").toAbsolutePath().toString()));
        runtime = BactrianRuntime.start(
                home, Map.of("DINGTALK_CLIENT_ID", "a", "DINGTALK_CLIENT_SECRET", "b"), settings, Clock.systemUTC());
        connection = runtime.connections().get("dingtalk");
        CamelContext context = runtime.template().getCamelContext();
        for (Route route : List.copyOf(context.getRoutes())) {
            if (route.getEndpoint().getEndpointUri().startsWith("direct://dingtalk-event")) {
                context.getRouteController().stopRoute(route.getRouteId());
                context.removeRoute(route.getRouteId());
            }
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:dingtalk-event")
                        .errorHandler(noErrorHandler())
                        .process(exchange -> handler.process(exchange))
                        .process(exchange -> {
                            Map<String, Object> event =
                                    new HashMap<>(exchange.getMessage().getHeaders());
                            event.put("data", exchange.getMessage().getBody());
                            ids.add((String) event.remove("CamelDingTalkEventId"));
                            told.add(event);
                        });
            }
        });
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void everyShapeIsToldAndFetchedToTheEnd() {
        pages(page(true, ONE, TWO), page(false, THREE));

        assertThat(fetch()).isEqualTo(new FailedPushesFetched(3, 0, false));
        assertThat(told)
                .containsExactly(
                        event(
                                "bpms_instance_change",
                                1767575537650L,
                                Map.of("corpId", "ding3a7c", "processInstanceId", "k7Hq", "type", "finish")),
                        event(
                                "user_leave_org",
                                1767575537651L,
                                Map.of("corpId", "ding3a7c", "userId", List.of("0412", "0413"))),
                        event("bpms_task_change", 1767575537652L, Map.of("processInstanceId", "k8", "type", "start")));
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(kept()).isEmpty();
        PLATFORM.verify(2, getRequestedFor(urlPathEqualTo(FAILED)).withQueryParam("access_token", equalTo("t")));
    }

    @Test
    void whatCannotBeStoredIsKeptAndComesFirstTheNextTime() throws Exception {
        pages(page(true, ONE, TWO), page(false, THREE));
        handler = exchange -> {
            throw new IllegalStateException("the database is down");
        };

        assertThatThrownBy(this::fetch)
                .isInstanceOf(FailedPushesException.class)
                .hasMessageContaining("callback-failed");
        assertThat(told).isEmpty();
        assertThat(kept())
                .singleElement()
                .satisfies(file -> assertThat(file).content().contains("k7Hq", "0412"));
        assertThatThrownBy(this::fetch).isInstanceOf(FailedPushesException.class);
        PLATFORM.verify(1, getRequestedFor(urlPathEqualTo(FAILED)));

        restart();
        handler = exchange -> {};
        assertThat(fetch().stored()).isEqualTo(3);
        assertThat(told)
                .extracting(event -> event.get("CamelDingTalkEventType"))
                .containsExactly("bpms_instance_change", "user_leave_org", "bpms_task_change");
        assertThat(kept()).isEmpty();
    }

    @Test
    void oneThatCannotBeStoredStopsNobodyAndTheOthersComeAgainUnderTheSameIds() {
        pages(page(false, ONE, TWO));
        handler = exchange -> {
            if ("bpms_instance_change".equals(exchange.getMessage().getHeader("CamelDingTalkEventType"))) {
                throw new IllegalStateException("not now");
            }
        };

        assertThatThrownBy(this::fetch).isInstanceOf(FailedPushesException.class);
        handler = exchange -> {};
        fetch();

        assertThat(ids).hasSize(3);
        assertThat(ids.get(2)).isEqualTo(ids.get(0)).isNotEqualTo(ids.get(1));
    }

    @Test
    void oneThatTheDatabaseRefusesIsPutAsideAtOnceAndHoldsUpNobody() {
        pages(page(true, ONE, TWO), page(false, THREE));
        handler = exchange -> {
            if ("bpms_instance_change".equals(exchange.getMessage().getHeader("CamelDingTalkEventType"))) {
                throw new IllegalStateException(new DataIntegrityViolationException("too long"));
            }
        };

        assertThat(fetch().stored()).isEqualTo(2);

        assertThat(told)
                .extracting(event -> event.get("CamelDingTalkEventType"))
                .containsExactly("user_leave_org", "bpms_task_change");
        assertThat(kept())
                .singleElement()
                .satisfies(file -> assertThat(file).content().contains("k7Hq").doesNotContain("0412"));
        assertThat(kept().get(0).toString()).endsWith(".json.broken");
    }

    @Test
    void oneThatFailsTimeAndAgainIsPutAsideAndTriedOnceMoreWhenItsNameSaysSo() throws Exception {
        pages(page(false, ONE, ONE, ONE, ONE, TWO));
        handler = exchange -> {
            if ("bpms_instance_change".equals(exchange.getMessage().getHeader("CamelDingTalkEventType"))) {
                throw new IllegalStateException("something of the operator's own");
            }
        };
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(this::fetch)
                    .isInstanceOf(FailedPushesException.class)
                    .hasMessageContaining(".tried" + (i + 1) + ".json");
        }

        assertThat(fetch().stored()).isEqualTo(1);
        Path aside = kept().get(0);
        assertThat(kept()).singleElement().asString().endsWith(".broken");

        handler = exchange -> {};
        Files.move(aside, aside.resolveSibling(aside.getFileName().toString().replace(".broken", "")));
        assertThat(fetch().stored()).isEqualTo(4);
        assertThat(kept()).isEmpty();
    }

    @Test
    void anOutageTakesAsLongAsItLikes() {
        pages(page(false, ONE));
        handler = exchange -> {
            throw new NotStoredException("away", new DataAccessResourceFailureException("away"));
        };
        for (int i = 0; i < 7; i++) {
            assertThatThrownBy(this::fetch).isInstanceOf(FailedPushesException.class);
        }

        handler = exchange -> {};
        assertThat(fetch().stored()).isEqualTo(1);
    }

    @Test
    void nothingIsTakenFromThePlatformWhereNothingCanBeKept() throws Exception {
        pages(page(false, ONE));
        Files.createDirectories(home.resolve("data"));
        Files.writeString(home.resolve("data/callback-failed"), "a file where the folder should be");

        assertThatThrownBy(this::fetch).hasMessageContaining("cannot be written");
        PLATFORM.verify(0, getRequestedFor(urlPathEqualTo(FAILED)));
    }

    @Test
    void anEntryThatSaysNothingStopsNobody() {
        pages(page(false, "{}", "7", "{\"call_back_tag\":\"\"}", "{\"call_back_tag\":\"org_change\"}", ONE));

        assertThat(fetch()).isEqualTo(new FailedPushesFetched(2, 3, false));
        assertThat(kept()).isEmpty();
    }

    @Test
    void aFileThatNobodyCanReadIsPutAside() throws Exception {
        pages(page(false, ONE));
        Path folder = Files.createDirectories(home.resolve("data/callback-failed"));
        Files.writeString(folder.resolve("dingtalk_0000000000001_x.json"), "{\"half");

        assertThat(fetch().stored()).isEqualTo(1);
        assertThat(kept()).singleElement().asString().endsWith(".json.broken");
    }

    @Test
    void whatAKilledProcessHadWrittenIsTakenUpAndWhatAnotherIsWritingIsNot() throws Exception {
        pages(page(false));
        Path folder = Files.createDirectories(home.resolve("data/callback-failed"));
        Path killed = Files.writeString(folder.resolve("dingtalk_0000000000001_x.part"), page(false, ONE));
        Files.setLastModifiedTime(killed, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        Path writing = Files.writeString(folder.resolve("dingtalk_0000000000002_x.part"), page(false, TWO));
        Path stranger = Files.writeString(folder.resolve("dingtalk2_0000000000001_x.json"), page(false, THREE));

        assertThat(fetch().stored()).isEqualTo(1);
        assertThat(kept()).containsExactlyInAnyOrder(writing, stranger);
    }

    @Test
    void aListThatAlwaysSaysThatThereIsMoreComesToAnEnd() {
        pages(page(true, ONE), page(true));

        assertThat(fetch().stored()).isEqualTo(1);
    }

    @Test
    void everyRefusalSaysWhatToDoAndIsNotRepeated() {
        List<Integer> codes = List.of(
                400040, 400041, 400050, 400051, 400052, 400053, 400054, 71006, 71007, 71008, 71009, 71010, 71011, 71012,
                71013);
        CallbackApi api = new CallbackApi(runtime.template());
        for (int code : codes) {
            PLATFORM.stubFor(get(urlPathEqualTo("/call_back/delete_call_back"))
                    .willReturn(okJson("{\"errcode\":" + code + ",\"errmsg\":\"in other words\"}")));

            assertThatThrownBy(() -> api.remove(connection))
                    .isInstanceOf(CallException.class)
                    .hasMessageContaining(String.valueOf(code))
                    .hasMessageNotContaining("in other words");
        }
        PLATFORM.verify(codes.size(), getRequestedFor(urlPathEqualTo("/call_back/delete_call_back")));
    }

    private FailedPushesFetched fetch() {
        return Calls.request(runtime.template(), DingTalkCallbackRoutes.FAILED, connection, FailedPushesFetched.class);
    }

    private static Map<String, Object> event(String type, long bornAt, Map<String, Object> data) {
        return Map.of(
                "CamelDingTalkConnection", "dingtalk",
                "CamelDingTalkEventType", type,
                "CamelDingTalkEventBornTime", bornAt,
                "CamelDingTalkSource", "failed-list",
                "data", data);
    }

    private static String page(boolean more, String... entries) {
        return "{\"errcode\":0,\"errmsg\":\"ok\",\"has_more\":" + more + ",\"failed_list\":["
                + String.join(",", entries) + "]}";
    }

    /** The platform forgets each with its answer; the last one is repeated. */
    private static void pages(String... pages) {
        for (int i = 0; i < pages.length; i++) {
            String state = i == 0 ? Scenario.STARTED : "page " + i;
            String next = i == pages.length - 1 ? "page " + i : "page " + (i + 1);
            PLATFORM.stubFor(get(urlPathEqualTo(FAILED))
                    .inScenario("failed list")
                    .whenScenarioStateIs(state)
                    .willReturn(aResponse().withBody(pages[i]))
                    .willSetStateTo(pages.length == 1 ? "empty" : next));
        }
        PLATFORM.stubFor(get(urlPathEqualTo(FAILED))
                .inScenario("failed list")
                .whenScenarioStateIs("empty")
                .willReturn(aResponse().withBody(page(false))));
    }

    @Test
    void thereIsRoomOnTheDiskBeforeAnythingIsTakenAndNothingIsLeftOfThat() throws IOException {
        RetainedAnswers retained = new RetainedAnswers(home.resolve("data/callback-failed"), Clock.systemUTC());
        try (RetainedAnswers.Place place = retained.open("dingtalk")) {
            assertThat(kept())
                    .singleElement()
                    .satisfies(file -> assertThat(file).hasSize(1 << 20));
            // a platform may take long to answer, and somebody else asks meanwhile
            Path open = kept().get(0);
            Files.setLastModifiedTime(open, FileTime.from(Instant.now().minus(Duration.ofMinutes(6))));
            pages(page(false));
            assertThat(fetch()).isEqualTo(FailedPushesFetched.NOTHING);
            assertThat(kept()).containsExactly(open);
            assertThat(place.write("{\"answer\":1}")).hasContent("{\"answer\":1}");
        }
        Files.delete(kept().get(0));
        // of a process that was killed while it asked
        Path asking = Files.writeString(
                home.resolve("data/callback-failed/dingtalk_0000000000001_x.part"), "{" + " ".repeat(1000) + "}");
        Files.setLastModifiedTime(asking, FileTime.from(Instant.now().minus(Duration.ofMinutes(6))));
        pages(page(false));
        assertThat(fetch()).isEqualTo(FailedPushesFetched.NOTHING);
        assertThat(kept()).isEmpty();
    }

    private List<Path> kept() {
        Path folder = home.resolve("data/callback-failed");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
