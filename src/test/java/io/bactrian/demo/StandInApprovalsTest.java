package io.bactrian.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandInApprovalsTest {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final Instant now = Instant.now();
    private final long start = now.toEpochMilli() - 61 * DAY;
    private final long end = now.toEpochMilli();
    private final Company company = Company.of(CompanySize.small(now));
    private final String code = company.templates().get(0).processCode();
    private final StandIn standIn = StandIn.start(company);
    private final TestClient client = new TestClient(standIn);

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void pagesToTheEndOfATemplate() {
        List<String> expected = company.approvals()
                .filter(approval -> approval.template().processCode().equals(code))
                .map(Approval::id)
                .toList();
        assertThat(client.allIds(code, start, end, "")).containsExactlyElementsOf(expected);
        JsonNode first = client.ids(code, start, end, 0, "").json().path("result");
        assertThat(first.path("nextToken").isTextual()).isTrue();
        assertThat(client.ids(code, start, end, 20, "").json().path("result").has("nextToken"))
                .isFalse();
    }

    @Test
    void listsByStatusAndFollowsChanges() {
        String running = ",\"statuses\":[\"RUNNING\"]";
        List<String> before = client.allIds(code, start, end, running);
        assertThat(before)
                .isNotEmpty()
                .allMatch(id -> company.approval(id).orElseThrow().status().equals("RUNNING"));
        company.finish(before.get(0), "refuse");
        assertThat(client.allIds(code, start, end, running)).doesNotContain(before.get(0));
        String added = company.start(code, "0412345");
        assertThat(client.allIds(code, start, end + DAY, running)).contains(added);
        company.delete(added);
        assertThat(client.allIds(code, start, end + DAY, "")).doesNotContain(added);
        assertThat(client.detail(added).code()).isEqualTo("processInstanceNotExist");
    }

    @Test
    void windowsNextToEachOtherFindEveryApprovalOnce() {
        long middle = now.toEpochMilli() - 30 * DAY;
        List<String> halves = new ArrayList<>(client.allIds(code, start, middle, ""));
        halves.addAll(client.allIds(code, middle + 1, end, ""));
        assertThat(halves).containsExactlyElementsOf(client.allIds(code, start, end, ""));
        assertThat(client.allIds(code, start, end, ",\"statuses\":[\"RUNNING\",\"COMPLETED\",\"TERMINATED\"]"))
                .isEqualTo(halves);
    }

    @Test
    void stopsAtTenThousandIdsAsIfTheListEnded() {
        Company large = Company.of(CompanySize.small(now).withTemplates(1).withApprovals(10_050));
        try (StandIn other = StandIn.start(large)) {
            TestClient reader = new TestClient(other);
            String only = large.templates().get(0).processCode();
            assertThat(new HashSet<>(reader.allIds(only, start, end, ""))).hasSize(10_000);
            assertThat(reader.ids(only, start, end, 10_000, "")
                            .json()
                            .path("result")
                            .path("list"))
                    .isEmpty();
        }
    }

    @Test
    void refusesWhatThePlatformRefuses() {
        assertThat(client.ids("PROC-NONE", start, end, 0, "").code()).isEqualTo("invalidProcessCode");
        assertThat(client.ids(code, start, start + 121 * DAY, 0, "").code()).isEqualTo("invalidEndTime");
        assertThat(client.ids(code, end - 366 * DAY, end - 300 * DAY, 0, "").code())
                .isEqualTo("invalidInstanceListIdsStartTime");
        assertThat(client.ids(code, end - 364 * DAY, end - 300 * DAY, 0, "").status())
                .isEqualTo(200);
        assertThat(client.ids(code, start, end, -1, "").code()).isEqualTo("invalidNextToken");
        String users = ",\"userIds\":[1,2,3,4,5,6,7,8,9,10,11]";
        assertThat(client.ids(code, start, end, 0, users).code()).isEqualTo("invalidUserIds");
        String tooMany = "{\"processCode\":\"%s\",\"startTime\":%d,\"nextToken\":0,\"maxResults\":21}";
        assertThat(client.post(TestClient.IDS, tooMany.formatted(code, start)).code())
                .isEqualTo("invalidMaxResults");
        String textToken = "{\"processCode\":\"%s\",\"startTime\":%d,\"nextToken\":\"20\",\"maxResults\":20}";
        assertThat(client.post(TestClient.IDS, textToken.formatted(code, start)).code())
                .isEqualTo("invalidNextToken");
        assertThat(client.detail("nobody").code()).isEqualTo("processInstanceNotExist");
        assertThat(client.get("/v1.0/workflow/none").status()).isEqualTo(404);
    }

    @Test
    void detailIsTheApprovalWithBooleanOrTextSuccess() {
        List<JsonNode> answers = company.approvals()
                .map(approval -> client.detail(approval.id()).json())
                .toList();
        assertThat(answers.get(7).path("result"))
                .isEqualTo(company.approvals().skip(7).findFirst().orElseThrow().json());
        assertThat(answers)
                .anyMatch(answer -> answer.path("success").isBoolean())
                .anyMatch(answer -> answer.path("success").isTextual());
    }

    @Test
    void packsLongAnswersWhenAsked() throws Exception {
        String id = company.approvals().findFirst().orElseThrow().id();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(standIn.url() + TestClient.DETAIL + "?processInstanceId=" + id))
                .header("x-acs-dingtalk-access-token", client.newToken())
                .header("Accept-Encoding", "gzip")
                .build();
        HttpResponse<byte[]> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(response.body()).startsWith(0x1f, 0x8b);
    }

    @Test
    void listsTemplatesInPages() {
        String path = "/v1.0/workflow/processes/userVisibilities/templates?maxResults=3&nextToken=";
        JsonNode first = client.get(path + 0).json().path("result");
        assertThat(first.path("processList")).hasSize(3);
        assertThat(first.path("nextToken").asLong()).isEqualTo(3);
        JsonNode last = client.get(path + 3).json().path("result");
        assertThat(last.path("processList")).hasSize(1);
        assertThat(last.has("nextToken")).isFalse();
        assertThat(client.get(path.replace("=3&", "=101&") + 0).code()).isEqualTo("invalidParameter");
    }
}
