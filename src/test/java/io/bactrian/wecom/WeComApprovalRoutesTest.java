package io.bactrian.wecom;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.bactrian.BactrianRuntime;
import io.bactrian.approval.Approval;
import io.bactrian.approval.ApprovalRoutes;
import io.bactrian.approval.DetailQuery;
import io.bactrian.approval.IdsPage;
import io.bactrian.approval.IdsQuery;
import io.bactrian.approval.Template;
import io.bactrian.approval.TooWideException;
import io.bactrian.call.CallException;
import io.bactrian.call.Calls;
import io.bactrian.call.ErrorClass;
import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** WeCom's approval endpoints on the wire: what is asked, and what is made of odd answers. */
class WeComApprovalRoutesTest {
    private static final String IDS = "/cgi-bin/oa/getapprovalinfo";
    private static final String DETAIL = "/cgi-bin/oa/getapprovaldetail";
    private static final String TEMPLATE = "/cgi-bin/oa/gettemplatedetail";

    @RegisterExtension
    private static final WireMockExtension PLATFORM = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private static final List<IdsPage> PAGES = new ArrayList<>();

    @TempDir
    private static Path home;

    private static BactrianRuntime runtime;
    private static Connection connection;

    @BeforeAll
    static void start() throws Exception {
        runtime = BactrianRuntime.start(
                home,
                Map.of("WECOM_CORP_ID", "wwcorp0000000001", "WECOM_SECRET", "b"),
                Map.of(
                        "connection.wecom.api-base-url",
                        PLATFORM.baseUrl(),
                        "connection.wecom.templates",
                        "3TkA,3TkB",
                        "bactrian.routes",
                        Path.of("routes").toAbsolutePath().toString(),
                        "call.retry-delay",
                        "1ms"),
                Clock.systemUTC());
        connection = runtime.connections().get("wecom");
        runtime.template().getCamelContext().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:pages").process(exchange -> {
                    PAGES.add(exchange.getMessage().getBody(IdsPage.class));
                    exchange.getMessage().setBody(true);
                });
            }
        });
    }

    @AfterAll
    static void stop() {
        runtime.close();
    }

    @BeforeEach
    void grantTokens() {
        PAGES.clear();
        PLATFORM.stubFor(get(urlPathEqualTo("/cgi-bin/gettoken"))
                .willReturn(okJson("{\"errcode\":0,\"errmsg\":\"ok\",\"access_token\":\"t\",\"expires_in\":7200}")));
    }

    private void list(String template, boolean openOnly) {
        Calls.request(
                runtime.template(),
                "direct:wecom-approval-ids",
                new IdsQuery(
                        connection,
                        Purpose.HISTORY,
                        template,
                        Instant.ofEpochMilli(1_767_225_600_500L),
                        Instant.ofEpochMilli(1_768_435_200_001L),
                        openOnly,
                        null,
                        "direct:pages"),
                Object.class);
    }

    private static void answerIds(String cursor, String body) {
        PLATFORM.stubFor(post(urlPathEqualTo(IDS))
                .withRequestBody(matchingJsonPath("$.new_cursor", equalTo(cursor)))
                .willReturn(okJson(body)));
    }

    @Test
    void aShortPageAndAnEmptyOneAreNotTheLast() {
        answerIds("", "{\"errcode\":0,\"errmsg\":\"ok\",\"sp_no_list\":[\"1\",\"2\"],\"new_next_cursor\":\"c1\"}");
        answerIds("c1", "{\"errcode\":0,\"errmsg\":\"ok\",\"sp_no_list\":[],\"new_next_cursor\":\"c2\"}");
        answerIds("c2", "{\"errcode\":0,\"errmsg\":\"ok\",\"sp_no_list\":[\"3\"]}");

        list("3TkA", true);

        assertThat(PAGES).extracting(IdsPage::ids).containsExactly(List.of("1", "2"), List.of(), List.of("3"));
        assertThat(PAGES).extracting(IdsPage::next).containsExactly("c1", "c2", null);
        PLATFORM.verify(1, postRequestedFor(urlPathEqualTo(IDS)).withRequestBody(equalToJson("""
                                {"starttime":"1767225600","endtime":"1768435201","new_cursor":"","size":100,
                                 "filters":[{"key":"template_id","value":"3TkA"},{"key":"sp_status","value":"1"}]}""")));
    }

    @Test
    void withoutATemplateAllAreListedAndAnEmptyCursorIsTheEnd() {
        answerIds("", "{\"errcode\":0,\"errmsg\":\"ok\",\"sp_no_list\":[\"1\"],\"new_next_cursor\":\"\"}");

        list(null, false);

        assertThat(PAGES).hasSize(1);
        PLATFORM.verify(
                1,
                postRequestedFor(urlPathEqualTo(IDS))
                        .withRequestBody(
                                equalToJson(
                                        "{\"starttime\":\"1767225600\",\"endtime\":\"1768435201\",\"new_cursor\":\"\",\"size\":100}")));
    }

    @Test
    void aSpanThatIsTooLongIsSaidToBeThat() {
        answerIds("", "{\"errcode\":301112,\"errmsg\":\"too much\",\"sp_no_list\":[]}");

        assertThatThrownBy(() -> list(null, false)).isInstanceOf(TooWideException.class);
        assertThat(PAGES).isEmpty();
    }

    @Test
    void anEmptyListBesideAnErrorIsNoListing() {
        answerIds("", "{\"errcode\":301055,\"errmsg\":\"no permission\",\"sp_no_list\":[]}");

        assertThatThrownBy(() -> list(null, false))
                .isInstanceOfSatisfying(
                        CallException.class,
                        failure -> assertThat(failure.errorClass()).isEqualTo(ErrorClass.REFUSED))
                .hasMessageContaining("apps that may call");
        assertThat(PAGES).isEmpty();
    }

    @Test
    void aListingThatLeadsToWhereItWasIsNotFollowed() {
        answerIds("", "{\"errcode\":0,\"errmsg\":\"ok\",\"sp_no_list\":[\"1\"],\"new_next_cursor\":\"c\"}");
        answerIds("c", "{\"errcode\":0,\"errmsg\":\"ok\",\"sp_no_list\":[\"2\"],\"new_next_cursor\":\"c\"}");

        assertThatThrownBy(() -> list(null, false)).hasMessageContaining("leads to where it was");
        assertThat(PAGES).hasSize(1);
    }

    @Test
    void aListingThatGoesInACircleIsNotFollowed() {
        answerIds("", "{\"errcode\":0,\"errmsg\":\"ok\",\"sp_no_list\":[\"1\"],\"new_next_cursor\":\"a\"}");
        answerIds("a", "{\"errcode\":0,\"errmsg\":\"ok\",\"sp_no_list\":[\"2\"],\"new_next_cursor\":\"b\"}");
        answerIds("b", "{\"errcode\":0,\"errmsg\":\"ok\",\"sp_no_list\":[\"3\"],\"new_next_cursor\":\"a\"}");

        assertThatThrownBy(() -> list(null, false)).hasMessageContaining("leads to where it was");
        assertThat(PAGES).hasSize(2);
    }

    @Test
    void aPlaceThatIsLostIsFoundFromTheBeginningAtMostTwice() {
        answerIds("", "{\"errcode\":0,\"errmsg\":\"ok\",\"sp_no_list\":[\"1\"],\"new_next_cursor\":\"lost\"}");
        answerIds("lost", "{\"errcode\":60268,\"errmsg\":\"invalid cursor\",\"sp_no_list\":[]}");

        assertThatThrownBy(() -> list("3TkA", false)).hasMessageContaining("no longer valid");
        assertThat(PAGES).extracting(IdsPage::ids).containsOnly(List.of("1")).hasSize(3);

        PAGES.clear();
        PLATFORM.stubFor(post(urlPathEqualTo(IDS))
                .inScenario("lost once")
                .withRequestBody(matchingJsonPath("$.new_cursor", equalTo("lost")))
                .willReturn(okJson("{\"errcode\":50100,\"errmsg\":\"invalid cursor\"}"))
                .willSetStateTo("found"));
        PLATFORM.stubFor(post(urlPathEqualTo(IDS))
                .inScenario("lost once")
                .whenScenarioStateIs("found")
                .withRequestBody(matchingJsonPath("$.new_cursor", equalTo("lost")))
                .willReturn(okJson("{\"errcode\":0,\"errmsg\":\"ok\",\"sp_no_list\":[\"2\"]}")));

        list("3TkA", false);

        assertThat(PAGES).extracting(IdsPage::ids).containsExactly(List.of("1"), List.of("1"), List.of("2"));
    }

    @Test
    void anApprovalIsReadWithItsPayload() {
        String payload = Answers.of("detail-approved");
        PLATFORM.stubFor(post(urlPathEqualTo(DETAIL))
                .withRequestBody(equalToJson("{\"sp_no\":\"202601050001\"}"))
                .willReturn(okJson(payload)));

        Approval approval = Calls.request(
                runtime.template(),
                "direct:wecom-approval-detail",
                new DetailQuery(connection, "202601050001", null, Purpose.LIVE),
                Approval.class);

        assertThat(approval.templateCode()).isEqualTo("3TkSampleTemplate");
        assertThat(approval.payload()).isEqualTo(payload);
    }

    @Test
    void aNumberThatWeComDoesNotTakeIsAFailureOfThatOne() {
        PLATFORM.stubFor(post(urlPathEqualTo(DETAIL)).willReturn(okJson("{\"errcode\":301025,\"errmsg\":\"x\"}")));

        assertThatThrownBy(() -> Calls.request(
                        runtime.template(),
                        "direct:wecom-approval-detail",
                        new DetailQuery(connection, "no-such", null, Purpose.LIVE),
                        Approval.class))
                .isInstanceOfSatisfying(
                        CallException.class,
                        failure -> assertThat(failure.errorClass()).isEqualTo(ErrorClass.PERMANENT));
    }

    @Test
    void namesOfTemplatesOfTheSettingsAreAskedForOnceAndAWrongCodeStopsNobody() {
        PLATFORM.stubFor(post(urlPathEqualTo(TEMPLATE))
                .withRequestBody(equalToJson("{\"template_id\":\"3TkA\"}"))
                .willReturn(okJson("{\"errcode\":0,\"errmsg\":\"ok\",\"template_names\":"
                        + "[{\"text\":\"Expense\",\"lang\":\"en\"},{\"text\":\"费用报销\",\"lang\":\"zh_CN\"}]}")));
        PLATFORM.stubFor(post(urlPathEqualTo(TEMPLATE))
                .withRequestBody(equalToJson("{\"template_id\":\"3TkB\"}"))
                .willReturn(okJson("{\"errcode\":301025,\"errmsg\":\"x\",\"template_names\":[]}")));

        for (int times = 0; times < 2; times++) {
            List<?> templates = Calls.request(runtime.template(), ApprovalRoutes.TEMPLATES, connection, List.class);
            assertThat(templates)
                    .map(Template.class::cast)
                    .containsExactly(
                            new Template("3TkA", "费用报销", null, null, null),
                            new Template("3TkB", null, null, null, null));
        }
        PLATFORM.verify(
                1,
                postRequestedFor(urlPathEqualTo(TEMPLATE)).withRequestBody(equalToJson("{\"template_id\":\"3TkA\"}")));
    }
}
