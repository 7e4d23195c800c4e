package io.bactrian.dingtalk;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.bactrian.BactrianRuntime;
import io.bactrian.approval.Approval;
import io.bactrian.approval.DetailQuery;
import io.bactrian.approval.IdsPage;
import io.bactrian.approval.IdsQuery;
import io.bactrian.call.CallException;
import io.bactrian.call.Calls;
import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DingTalk's approval endpoints on the wire: what is asked, and what is made of odd answers. */
class DingTalkApprovalRoutesTest {
    private static final String IDS = "/v1.0/workflow/processes/instanceIds/query";
    private static final String DETAIL = "/v1.0/workflow/processInstances";
    private static final String TEMPLATES = "/v1.0/workflow/processes/userVisibilities/templates";

    @RegisterExtension
    private static final WireMockExtension PLATFORM = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    @TempDir
    private Path home;

    private BactrianRuntime runtime;
    private Connection connection;
    private final List<IdsPage> pages = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        PLATFORM.stubFor(
                post("/v1.0/oauth2/accessToken").willReturn(okJson("{\"accessToken\":\"t\",\"expireIn\":7200}")));
        runtime = BactrianRuntime.start(
                home,
                Map.of("DINGTALK_CLIENT_ID", "a", "DINGTALK_CLIENT_SECRET", "b"),
                Map.of(
                        "connection.dingtalk.api-base-url",
                        PLATFORM.baseUrl(),
                        "connection.dingtalk.calls-per-second",
                        "unlimited",
                        "bactrian.routes",
                        Path.of("routes").toAbsolutePath().toString(),
                        "call.retry-delay",
                        "1ms"),
                Clock.systemUTC());
        connection = runtime.connections().get("dingtalk");
        runtime.template().getCamelContext().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:pages").process(exchange -> {
                    pages.add(exchange.getMessage().getBody(IdsPage.class));
                    exchange.getMessage().setBody(true);
                });
            }
        });
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void aListingIsFollowedPageByPageToItsEnd() {
        PLATFORM.stubFor(post(IDS)
                .withRequestBody(matchingJsonPath("$.nextToken", equalTo("0")))
                .willReturn(okJson("{\"result\":{\"list\":[\"a\",\"b\"],\"nextToken\":\"20\"},\"success\":true}")));
        PLATFORM.stubFor(post(IDS)
                .withRequestBody(matchingJsonPath("$.nextToken", equalTo("20")))
                .willReturn(okJson("{\"result\":{\"list\":[\"c\"],\"nextToken\":null},\"success\":\"true\"}")));

        list();

        assertThat(pages).extracting(IdsPage::ids).containsExactly(List.of("a", "b"), List.of("c"));
        assertThat(pages).extracting(IdsPage::next).containsExactly("20", null);
        PLATFORM.verify(
                2,
                postRequestedFor(urlPathEqualTo(IDS))
                        .withHeader("x-acs-dingtalk-access-token", equalTo("t"))
                        .withHeader("Accept-Encoding", containing("gzip"))
                        .withRequestBody(matchingJsonPath("$.maxResults", equalTo("20"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"abc\"", "\"99999999999999999999\"", "\"0x14\"", "true"})
    void aPlaceThatCannotBeFollowedIsNotTheEnd(String token) {
        PLATFORM.stubFor(post(IDS).willReturn(okJson("{\"result\":{\"list\":[\"a\"],\"nextToken\":" + token + "}}")));

        assertThatThrownBy(this::list).isInstanceOf(CallException.class).hasMessageContaining("place to go on from");
        assertThat(pages).isEmpty();
    }

    @Test
    void aPlaceThatLeadsWhereWeWereEndsInAnErrorAndNotInACircle() {
        PLATFORM.stubFor(post(IDS).willReturn(okJson("{\"result\":{\"list\":[\"a\"],\"nextToken\":\"20\"}}")));

        assertThatThrownBy(this::list).isInstanceOf(CallException.class);
        assertThat(pages).hasSize(1);
    }

    @Test
    void aListingWithoutAListIsAnErrorAndNotAnEmptyOne() {
        PLATFORM.stubFor(post(IDS).willReturn(okJson("{\"success\":true}")));

        assertThatThrownBy(this::list).isInstanceOf(CallException.class).hasMessageContaining("without a list");
    }

    @Test
    void templatesWithoutAListAreAnErrorAndNobodyIsMarkedAsGone() {
        PLATFORM.stubFor(WireMock.get(urlPathEqualTo(TEMPLATES)).willReturn(okJson("{\"success\":true}")));

        assertThatThrownBy(() -> Calls.request(runtime.template(), "direct:approval-templates", connection, List.class))
                .isInstanceOf(CallException.class)
                .hasMessageContaining("without a list");
    }

    @Test
    void templatesAreAskedForWithoutABorrowedUser() {
        PLATFORM.stubFor(WireMock.get(urlPathEqualTo(TEMPLATES))
                .willReturn(okJson("{\"result\":{\"processList\":[{\"name\":\"Payment\",\"processCode\":\"P-1\"}]}}")));

        Calls.request(runtime.template(), "direct:approval-templates", connection, List.class);

        PLATFORM.verify(1, getRequestedFor(urlPathEqualTo(TEMPLATES)).withoutQueryParam("userId"));
    }

    @Test
    void anIdIsEncodedInTheQuestion() {
        PLATFORM.stubFor(WireMock.get(urlPathEqualTo(DETAIL))
                .willReturn(okJson("{\"result\":{\"status\":\"RUNNING\",\"title\":\"T\"},\"success\":true}")));

        DetailQuery query = new DetailQuery(connection, "a+b/c=&d", "P-1", Purpose.HISTORY);
        Approval approval = Calls.request(runtime.template(), "direct:dingtalk-approval-detail", query, Approval.class);

        assertThat(approval.id()).isEqualTo("a+b/c=&d");
        PLATFORM.verify(
                getRequestedFor(urlPathEqualTo(DETAIL)).withQueryParam("processInstanceId", equalTo("a+b/c=&d")));
    }

    @Test
    void anUnknownErrorIsToldInThePlatformsOwnWordsWithoutTheAppAndOurAddress() {
        PLATFORM.stubFor(WireMock.get(urlPathEqualTo(DETAIL))
                .willReturn(aResponse()
                        .withStatus(400)
                        .withBody("{\"code\":\"odd.one\",\"message\":\"no for dingabc12345 from 10.1.2.3\"}")));

        DetailQuery query = new DetailQuery(connection, "x", "P-1", Purpose.HISTORY);
        assertThatThrownBy(() ->
                        Calls.request(runtime.template(), "direct:dingtalk-approval-detail", query, Approval.class))
                .hasMessageContaining("odd.one")
                .hasMessageContaining("no for *** from ***");
    }

    private void list() {
        Instant to = Instant.now();
        IdsQuery query = new IdsQuery(
                connection, Purpose.HISTORY, "P-1", to.minus(Duration.ofDays(1)), to, false, null, "direct:pages");
        Calls.request(runtime.template(), "direct:dingtalk-approval-ids", query, Object.class);
    }
}
