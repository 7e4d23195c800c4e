package io.bactrian.dingtalk.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.dingtalk.callback.CallbackServer.Push;
import io.bactrian.dingtalk.callback.CallbackServer.Told;
import io.bactrian.promise.TravelClock;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pushes that are DingTalk's: told once, and answered when that has come to its end. */
class CallbackPushTest {
    private static final String EVENT = """
            {"EventType":"bpms_instance_change","EventTime":1767575537400,"CorpId":"ding3a7c","eventId":"e-1",
             "processInstanceId":"k7Hq","type":"finish","result":"agree","createTime":1767575537000}""";

    private final TravelClock clock = new TravelClock();

    @TempDir
    private Path folder;

    private CallbackServer server;

    @BeforeEach
    void start() throws Exception {
        server = new CallbackServer(clock, folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anEventIsToldInTheShapeOfTheStreamAndAnsweredWithTheEncryptedSuccess() throws Exception {
        HttpResponse<String> answer = server.post(server.push(EVENT));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertSuccess(answer.body());
        Told told = server.told.remove();
        assertThat(told.body())
                .isEqualTo(Map.of(
                        "corpId", "ding3a7c",
                        "processInstanceId", "k7Hq",
                        "type", "finish",
                        "result", "agree",
                        "createTime", 1767575537000L));
        assertThat(told.headers())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "CamelDingTalkConnection", "dingtalk",
                        "CamelDingTalkEventId", "e-1",
                        "CamelDingTalkEventType", "bpms_instance_change",
                        "CamelDingTalkSource", "callback",
                        "CamelDingTalkEventBornTime", 1767575537400L));
    }

    @Test
    void theOtherNameOfTheSignatureWillDoAndBothOfThem() throws Exception {
        Push one = server.push(EVENT);
        Push two = server.push(EVENT);

        assertThat(server.post("/callback/dingtalk/dingtalk?" + one.query("msg_signature", one.signature()), one.body())
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.post(
                                "/callback/dingtalk/dingtalk?msg_signature=" + two.signature() + "&" + two.query(),
                                two.body())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theQuestionWhetherAnybodyAnswersIsAnsweredAndToldNobody() throws Exception {
        server.handler = exchange -> {
            throw new IllegalStateException("the database is down");
        };

        assertSuccess(server.post(server.push("{\"EventType\":\"check_url\"}")).body());
        assertThat(server.told).isEmpty();
    }

    @Test
    void aTimestampInSecondsAsInTheDocumentationWillDo() throws Exception {
        Push now = server.push(EVENT);
        Push push = new Push(now.timestamp().substring(0, 10), now.nonce(), now.encrypted());

        assertThat(server.post(push).statusCode()).isEqualTo(200);
    }

    @Test
    void anOldRegistrationSpellsItsFieldsOtherwise() throws Exception {
        server.post(
                server.push("{\"EventType\":\"user_add_org\",\"TimeStamp\":\"1767575537650\",\"CorpId\":\"ding3a7c\","
                        + "\"UserId\":[\"0412\"],\"DeptId\":[7],\"OptStaffId\":\"9\"}"));

        Told told = server.told.remove();
        assertThat(told.body())
                .isEqualTo(Map.of(
                        "timeStamp", "1767575537650",
                        "corpId", "ding3a7c",
                        "userId", List.of("0412"),
                        "deptId", List.of(7),
                        "optStaffId", "9"));
        assertThat(told.headers()).containsEntry("CamelDingTalkEventBornTime", 1767575537650L);
    }

    @Test
    void withoutAnIdTheSameContentHasTheSameAndOtherContentAnother() throws Exception {
        server.post(server.push("{\"EventType\":\"a\",\"BizId\":\"k7\",\"type\":\"start\"}"));
        server.post(server.push("{\"type\":\"start\",\"BizId\":\"k7\",\"EventType\":\"a\"}"));
        server.post(server.push("{\"EventType\":\"a\",\"BizId\":\"k7\",\"type\":\"finish\"}"));
        server.post(server.push("{\"EventType\":\"a\",\"type\":\"finish\"}"));

        List<Object> ids = server.told.stream()
                .map(told -> told.headers().get("CamelDingTalkEventId"))
                .toList();
        assertThat(ids).hasSize(4).doesNotContainNull();
        assertThat(ids.get(1)).isEqualTo(ids.get(0));
        assertThat(ids.subList(1, 4)).doesNotHaveDuplicates();
        assertThat(ids.get(0).toString()).startsWith("k7-");
    }

    @Test
    void anIdThatIsTooLongForTheDatabaseIsShortened() throws Exception {
        String id = "i".repeat(500);
        server.post(server.push("{\"EventType\":\"a\",\"eventId\":\"" + id + "\",\"BizId\":\"" + id + "\"}"));

        assertThat(server.told.remove().headers().get("CamelDingTalkEventId").toString())
                .hasSizeLessThanOrEqualTo(128);
    }

    @Test
    void whatCannotBeStoredIsAskedForAgainAndThenGetsThrough() throws Exception {
        server.handler = exchange -> {
            throw new IllegalStateException("the database is down, and its password is hunter2");
        };
        Push push = server.push(EVENT);

        HttpResponse<String> answer = server.post(push);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"error\":\"not stored, please send it again\"}");

        server.handler = exchange -> {};
        assertSuccess(server.post(push).body());
        assertThat(server.told).hasSize(1);
    }

    @Test
    void aBurstIsToldToTheLast() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Push push = server.push(EVENT.replace("e-1", "e-" + i));
            HttpRequest request = server.request("/callback/dingtalk/dingtalk?" + push.query())
                    .POST(HttpRequest.BodyPublishers.ofString(push.body()))
                    .build();
            answers.add(server.client().sendAsync(request, HttpResponse.BodyHandlers.ofString()));
        }

        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
        assertThat(server.told.stream().map(told -> told.headers().get("CamelDingTalkEventId")))
                .hasSize(500)
                .doesNotHaveDuplicates();
    }

    @Test
    void eachConnectionHasItsOwnSecrets() throws Exception {
        Push push = server.push(EVENT);

        assertThat(server.post("/callback/dingtalk/factory?" + push.query(), push.body())
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.told).isEmpty();
        assertThat(server.post(push).statusCode()).isEqualTo(200);
    }

    private void assertSuccess(String body) throws Exception {
        JsonNode answer = new ObjectMapper().readTree(body);
        String timestamp = answer.get("timeStamp").asText();
        String encrypted = answer.get("encrypt").asText();
        assertThat(server.crypto.decrypt(encrypted)).isEqualTo("success");
        assertThat(answer.get("msg_signature").asText())
                .isEqualTo(server.crypto.sign(timestamp, answer.get("nonce").asText(), encrypted));
        assertThat(Math.abs(clock.millis() - Long.parseLong(timestamp))).isLessThan(10_000);
    }
}
