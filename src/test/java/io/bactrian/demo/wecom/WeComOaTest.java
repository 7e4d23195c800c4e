package io.bactrian.demo.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.demo.Company;
import io.bactrian.demo.CompanySize;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stand-in is as strict about approvals as WeCom is. */
class WeComOaTest {
    private static final Instant TO = Instant.parse("2026-06-15T04:00:00Z");
    private static final long END = TO.getEpochSecond();

    private WeComStandIn standIn;
    private WeComClient client;
    private String token;

    @BeforeEach
    void start() {
        standIn = WeComStandIn.start(
                Company.of(CompanySize.small(TO).withPeople(20).withApprovals(0)));
        standIn.approvals().generate(90, TO.minus(Duration.ofDays(20)), TO);
        client = new WeComClient(standIn);
        token = client.appToken();
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    private WeComClient.Answer list(String from, String to, String cursor, String more) {
        return client.post(
                "/cgi-bin/oa/getapprovalinfo?access_token=" + token,
                "{\"starttime\":" + from + ",\"endtime\":" + to + ",\"new_cursor\":\"" + cursor + "\",\"size\":100"
                        + more + "}");
    }

    private static String text(long seconds) {
        return "\"" + seconds + "\"";
    }

    @Test
    void pagesAreShortOrEmptyAndTheLastHasNoCursor() {
        List<Integer> sizes = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = list(text(END - 30 * 86_400), text(END), cursor, "").json();
            assertThat(page.path("errcode").asInt()).isZero();
            sizes.add(page.path("sp_no_list").size());
            cursor = page.has("new_next_cursor") ? page.path("new_next_cursor").asText() : null;
        }

        assertThat(sizes).containsExactly(40, 0, 40, 0, 10);
    }

    @Test
    void filtersAreAnded() {
        JsonNode page = list(
                        text(END - 30 * 86_400),
                        text(END),
                        "",
                        ",\"filters\":[{\"key\":\"template_id\",\"value\":\"3TkLeaveSample\"},"
                                + "{\"key\":\"sp_status\",\"value\":\"1\"}]")
                .json();

        assertThat(page.path("sp_no_list")).isNotEmpty().allSatisfy(number -> {
            JsonNode info = detail(number.asText()).json().path("info");
            assertThat(info.path("template_id").asText()).isEqualTo("3TkLeaveSample");
            assertThat(info.path("sp_status").asInt()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @CsvSource({
        // milliseconds, numbers, 32 days, the wrong way round, nothing
        "'\"1781496000000\"', '\"1781497000000\"'",
        "1781400000, 1781496000",
        "'\"1778731200\"', '\"1781496000\"'",
        "'\"1781496000\"', '\"1781400000\"'",
        "'\"\"', '\"\"'"
    })
    void aSpanThatIsNoneIsAParameterErrorBesideAnEmptyList(String from, String to) {
        JsonNode answer = list(from, to, "", "").json();

        assertThat(answer.path("errcode").asInt()).isEqualTo(301025);
        assertThat(answer.path("sp_no_list").isArray()).isTrue();
    }

    @Test
    void aNumberAndATemplateThatAreNoneAreParameterErrorsAndContactsMayNotAsk() {
        assertThat(detail("202001010001").code()).isEqualTo(301025);
        assertThat(client.post("/cgi-bin/oa/gettemplatedetail?access_token=" + token, "{\"template_id\":\"x\"}")
                        .code())
                .isEqualTo(301025);
        assertThat(client.post("/cgi-bin/oa/getapprovaldetail?access_token=" + client.contactToken(), "{}")
                        .code())
                .isEqualTo(48002);
    }

    @Test
    void sixHundredAMinuteAndNoMore() {
        for (int n = 0; n < 600; n++) {
            assertThat(detail("x").code()).isEqualTo(301025);
        }

        assertThat(detail("x").code()).isEqualTo(45009);
        assertThat(list(text(END - 86_400), text(END), "", "").code())
                .as("each interface has its own")
                .isZero();
    }

    @Test
    void detailsAreAwkwardInEveryWayThereIs() {
        List<JsonNode> all = new ArrayList<>(standIn.approvals().all());

        assertThat(all).anyMatch(info -> info.has("batch_applyer") && !info.has("applyer"));
        assertThat(all).anyMatch(info -> !info.has("process_list")).anyMatch(info -> info.has("process_list"));
        assertThat(all).anyMatch(info -> info.toString().contains("\"date\":{\"type\""));
        assertThat(all)
                .anyMatch(info -> info.toString().contains("\"type\":\"day\",\"s_timestamp\"")
                        && !info.toString().contains("\"date\":{"));
        assertThat(all).anyMatch(info -> info.toString().contains("Hologram"));
        assertThat(all.stream().map(info -> info.path("sp_status").asInt()).distinct())
                .containsExactlyInAnyOrder(1, 2, 3, 4, 6, 7, 10);
    }

    private WeComClient.Answer detail(String number) {
        return client.post("/cgi-bin/oa/getapprovaldetail?access_token=" + token, "{\"sp_no\":\"" + number + "\"}");
    }
}
