package io.bactrian.api;

import static io.bactrian.api.NorthAndSouth.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.api.ApiWorld.Answer;
import io.bactrian.demo.Faults;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked for is done, once, and written down. */
class ApiActsTest {
    private static NorthAndSouth two;

    @BeforeAll
    static void open() {
        two = new NorthAndSouth().read();
    }

    @AfterAll
    static void close() {
        two.close();
    }

    @AfterEach
    void heal() {
        two.faults().none();
    }

    @Test
    void aSyncThatIsGoingOnIsGivenToWhoeverAsksForIt() {
        two.faults().slowNext(1, Duration.ofMillis(1500), "listsub");
        Set<Long> runs = new HashSet<>();
        var first = new Thread(() -> runs.add(
                two.post("/sync/sync_users/", null).data().path("run_id").asLong()));
        first.start();
        await().until(() -> two.get("/runs?command=sync-users&state=running")
                        .data()
                        .path("total")
                        .asInt()
                == 1);
        Answer second = two.post("/sync/sync_departments", "{}");
        assertThat(second.status()).isEqualTo(202);
        long run = second.data().path("run_id").asLong();
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        two.get("/runs/" + run).data().path("state").asText().equals("succeeded"));
        await().until(() -> !first.isAlive());
        assertThat(runs).containsExactly(run);
        assertThat(texts(two.get("/sync/sync_logs/?sort=-id"), "id")).contains(Long.toString(run));
    }

    @Test
    void aSyncThatFailsQuotesThePlatform() {
        two.faults().failDepartment(1, "listsub", 60011);
        Answer departments = two.post("/sync/sync_departments/", null);
        assertThat(departments.status()).isEqualTo(502);
        assertThat(departments.code()).isEqualTo(2001);
        assertThat(departments.message()).contains("60011");
        assertThat(two.post("/sync/sync_users/", null).code()).isEqualTo(2002);
        assertThat(two.post("/sync/sync_all/", null).code()).isEqualTo(2003);
        assertThat(texts(two.get("/audit?outcome=failed"), "action"))
                .contains("sync-departments", "sync-users", "sync-all");
    }

    @Test
    void everythingIsWellOnlyWhenTheTemplatesAreToo() {
        Answer all = two.post("/sync/sync_all/", null);
        assertThat(all.code()).isZero();
        assertThat(all.data().path("templates_run_id").asLong()).isPositive();
        assertThat(all.data().path("run_id").asLong())
                .isPositive()
                .isNotEqualTo(all.data().path("templates_run_id").asLong());

        two.faults().failing(1, Faults.Failure.HTTP_500, "userVisibilities/templates");
        Answer failed = two.post("/sync/sync_all/", null);
        assertThat(failed.code()).isEqualTo(2003);
        assertThat(failed.message()).contains("templates");
        assertThat(failed.data().path("state").asText()).as("the people").isEqualTo("succeeded");
    }

    @Test
    void aReplayLeadsToARow() {
        String id = two.get("/approvals?page_size=1&sort=create_time")
                .data()
                .path("items")
                .get(0)
                .path("process_instance_id")
                .asText();
        two.faults().failApproval(id, 400, "illegalRequest");
        assertThat(two.post("/work/replay", "{\"ids\":[\"" + id + "\"]}").status())
                .isEqualTo(202);
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        texts(two.get("/work/failed"), "process_instance_id").contains(id));
        assertThat(two.get("/work").data().path("approvals").path("failed").asInt())
                .isEqualTo(1);
        two.faults().none();
        Answer all = two.post("/work/replay/", "{\"all\":true}");
        assertThat(all.data().path("accepted").asInt()).isEqualTo(1);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> two.get("/work")
                        .data()
                        .path("approvals")
                        .toString()
                        .equals("{\"due\":0,\"taken\":0,\"failed\":0}"));
        for (String body : List.of(
                "{}",
                "{\"ids\":[]}",
                "{\"ids\":[\"nobody knows this\"]}",
                "{\"ids\":[\"a\"],\"all\":true}",
                "{\"all\":\"yes\"}",
                "{\"ids\":\"a\"}",
                "{\"ids\":[1]}")) {
            assertThat(two.post("/work/replay", body).code()).as(body).isEqualTo(Refusal.BAD_PARAMETERS);
        }
    }

    @Test
    void whatIsDoneByHandIsWrittenDown() {
        two.world().send("POST", NorthAndSouth.AT + "/sync/sync_users", null, "X-API-Key", NorthAndSouth.READER);
        JsonNode refused = two.get("/audit?caller=reader").data().path("items").get(0);
        assertThat(refused.path("via").asText()).isEqualTo("api");
        assertThat(refused.path("address").asText()).isEqualTo("127.0.0.1");
        assertThat(refused.path("outcome").asText()).isEqualTo("refused");
        assertThat(refused.path("detail").asText()).contains("dingtalk.sync.user");
        two.post("/sync/sync_users", null);
        JsonNode done = two.get("/audit?action=sync-users&outcome=done")
                .data()
                .path("items")
                .get(0);
        assertThat(done.path("caller").asText()).isEqualTo("admin");
        assertThat(done.path("run_id").asLong()).isPositive();
    }

    @Test
    void messagesAreSentOnceAndShown() {
        String user = two.get("/users?page_size=1")
                .data()
                .path("items")
                .get(0)
                .path("userid")
                .asText();
        String body =
                "{\"users\":[\"" + user + "\"],\"content\":\"Hello\",\"key\":\"k-1\",\"business_type\":\"greeting\"}";
        Answer bad = two.post("/messages/send_message/", "{\"content\":\"for nobody\"}");
        assertThat(bad.code()).isEqualTo(Refusal.BAD_PARAMETERS);
        assertThat(bad.message()).isNotBlank();
        assertThat(two.post("/messages/send_to_users/", "{\"content\":\"x\",\"everyone\":true}")
                        .code())
                .isEqualTo(Refusal.BAD_PARAMETERS);
        Answer sent = two.post("/messages/send_to_users/", body);
        assertThat(sent.data().path("message_id").asLong())
                .as(sent.json().toString())
                .isPositive();
        Answer again = two.post("/messages/send_to_users/", body);
        assertThat(again.data().path("repeated").asBoolean()).isTrue();
        assertThat(again.data().path("message_id")).isEqualTo(sent.data().path("message_id"));
        assertThat(texts(two.get("/messages/?business_type=greeting"), "message_key"))
                .containsExactly("k-1");
        assertThat(two.post(
                                "/messages/send_message/",
                                "{\"users\":[\"a\"],\"content\":\"x\",\"not_before\":\"tomorrow\"}")
                        .message())
                .as("by the name that it has here")
                .startsWith("'not_before' of a message is a time");
        Answer nobody = two.post("/messages/send_to_users/", "{\"users\":[\"nobody-1\"],\"content\":\"x\"}");
        assertThat(nobody.code()).isEqualTo(2005);
        assertThat(nobody.status()).as("the platform was not asked").isEqualTo(422);
        assertThat(nobody.message())
                .isEqualTo("0 of 1 were reached: nobody-1: is not in the company, by the table member;"
                        + " has sync-users run?");
        Answer nobodies = two.post("/messages/send_to_users/", "{\"users\":[\"nobody-1\",2],\"content\":\"y\"}");
        assertThat(nobodies.status()).isEqualTo(422);
        assertThat(nobodies.message()).startsWith("0 of 2 were reached: nobody-1, 2: is not in the company");
        assertThat(two.post("/messages/retry_failed/", "{}").code()).isZero();
        assertThat(two.post("/messages/retry_failed/", "{\"ids\":[\"1\"]}").code())
                .isEqualTo(Refusal.BAD_PARAMETERS);
        assertThat(two.get("/messages/" + sent.data().path("message_id").asLong())
                        .data()
                        .path("key")
                        .asText())
                .isEqualTo("k-1");
    }

    @Test
    void aMessageIsFoundByItsKeyHoweverItIsWritten() {
        for (String key : List.of("a,b", "k".repeat(200), "a b")) {
            Answer sent = two.post(
                    "/messages/send_message/",
                    "{\"departments\":[1],\"tags\":[],\"content\":\"To " + key.length() + "\",\"key\":\" " + key
                            + " \"}");
            assertThat(sent.code()).as(sent.message()).isZero();
            assertThat(texts(two.get("/messages/?key=" + key.replace(" ", "%20")), "id"))
                    .containsExactly(sent.data().path("message_id").asText());
        }
        assertThat(two.get("/messages/?key=a").data().path("total").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "send_message | {'users':['a'],'content':'x\\u0001y'} | content of the message holds the character U+0001",
                "send_message | {'users':['a'],'content':'x','title':'\\ud800'} | holds the character U+D800",
                "send_message | {'users':['a'],'content':'x','key':'\\u0000'} | key of the message holds",
                "send_message | {'users':['a'],'content':'x','not_before':'+999999999-01-01T00:00:00Z'} | the latest is",
                "send_message | {'users':['a'],'content':'x','not_before':'9999-12-31T00:00:00Z'} | 'not_before' of the message is",
                "send_message | {'users':['a'],'content':'x','type':'textcard','title':'t','url':'https:e'} | an address",
                "send_message | {'users':[],'departments':[],'content':'x'} | name users, departments or tags, a channel",
                "send_to_users | {'users':[],'content':'x'} | name people in 'users'",
                "send_to_users | {'content':'x'} | name people in 'users'",
                "send_message | {'users':['a'],'content':'x','type':'notBefore'} | and not 'notBefore'",
                "send_message | {'users':[1.5],'content':'x'} | must be a list of ids",
                "send_message | {'users':[true],'content':'x'} | must be a list of ids",
                "retry_failed | {'ids':[987654,-1]} | There is no message -1, 987654",
            })
    void oddMessagesAreRefusedInASentence(String path, String body, String words) {
        Answer answer = two.post("/messages/" + path, body.replace('\'', '"'));

        assertThat(answer.status()).as(answer.message()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(Refusal.BAD_PARAMETERS);
        assertThat(answer.message()).contains(words);
    }

    @Test
    void aChannelIsWrittenIntoByWhoMay() {
        String body = "{\"channel\":\"ops\",\"content\":\"The disks are full.\",\"key\":\"ops-1\"}";
        // of two connections of its platform none has to be said
        Answer sent = asOps("POST", "/api/v1/dingtalk/messages/send_message/", body);
        assertThat(sent.code()).as(sent.json().toString()).isZero();
        assertThat(sent.data().path("state").asText()).isEqualTo("sent");
        assertThat(asOps("POST", NorthAndSouth.AT + "/messages/send_message", body)
                        .data()
                        .path("repeated")
                        .asBoolean())
                .isTrue();
        assertThat(two.world().world().standIn().mailbox().of(NorthAndSouth.ROBOT))
                .hasSize(1);
        assertThat(texts(asOps("GET", "/api/v1/channel.ops/messages/?key=ops-1", null), "state"))
                .containsExactly("sent");
        assertThat(texts(two.world().asAdmin("GET", "/api/v1/channel.ops/audit", null), "action"))
                .contains("send-message");
        assertThat(asOps("POST", "/api/v1/channel.ops/messages/retry_failed", "{}")
                        .code())
                .isZero();
    }

    @Test
    void aChannelIsClosedToWhoMayNot() {
        String body = "{\"channel\":\"ops\",\"content\":\"Not for you.\"}";
        String path = NorthAndSouth.AT + "/messages/send_message/";
        assertThat(two.world().post(path, body).status()).as("no key").isEqualTo(401);
        Answer weak = two.world().post(path, body, "X-API-Key", NorthAndSouth.SENDER);
        assertThat(weak.status()).as("may send to people only").isEqualTo(403);
        assertThat(weak.message()).contains("channel.ops.message.send");
        Answer people = asOps("POST", path, "{\"users\":[\"a\"],\"content\":\"x\"}");
        assertThat(people.status()).as("may write into the channel only").isEqualTo(403);
        assertThat(people.message()).contains("dingtalk.message.send");
        assertThat(texts(two.world().asAdmin("GET", "/api/v1/channel.ops/audit?outcome=refused", null), "caller"))
                .contains("sender");
        assertThat(two.world().world().standIn().mailbox().all())
                .noneMatch(mail -> mail.words().toString().contains("Not for you"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/north/messages/send_message | {'channel':'nosuch','content':'x'} | there are: ops",
                "/api/v1/north/messages/send_message | {'channel':'chat','content':'x'} | is not of north",
                "/api/v1/wecom/messages/send_message | {'channel':'ops','content':'x'} | is not of wecom",
                "/api/v1/north/messages/send_message | {'channel':7,'content':'x'} | name of a channel",
                "/api/v1/north/messages/send_message | {'channel':' ','content':'x'} | name of a channel",
                "/api/v1/north/messages/send_message | {'channel':'ops','content':'x','users':['a']} | no receivers",
                "/api/v1/north/messages/send_message | {'channel':'ops','content':'x','everyone':true} | no receivers",
                "/api/v1/north/messages/send_to_users | {'channel':'ops','content':'x'} | no parameter 'channel'",
                "/api/v1/channel.nosuch/messages/send_message | {'content':'x'} | there are: ops",
                "/api/v1/channel.ops/messages/send_to_users | {'content':'x'} | nothing else",
                "/api/v1/channel.ops/sync/sync_users | {} | nothing else",
            })
    void oddChannelsAreRefusedInASentence(String path, String body, String words) {
        // who asks is told only of the channel that its key is for
        String key = words.startsWith("there") ? NorthAndSouth.OPS : ApiWorld.ADMIN;
        Answer answer = two.world().post(path, body.replace('\'', '"'), "X-API-Key", key);
        assertThat(answer.status()).as(answer.message()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(Refusal.BAD_PARAMETERS);
        assertThat(answer.message()).contains(words).doesNotContain("chat,");
    }

    private static Answer asOps(String method, String path, String body) {
        return two.world().send(method, path, body, "X-API-Key", NorthAndSouth.OPS);
    }

    @Test
    void whoTriesKeysIsSlowedDownAndTheRightKeyIsLetIn() {
        // from another address than the rest of this class
        String wrong = ApiKey.random().reveal();
        String last = "";
        for (int i = 0; i <= Tries.FREE; i++) {
            last = two.world().from("127.0.0.2", NorthAndSouth.AT + "/users", wrong);
        }
        assertThat(last).startsWith("HTTP/1.1 429").doesNotContain(wrong);
        assertThat(last.toLowerCase(Locale.ROOT)).contains("retry-after: 1\r\n");
        assertThat(two.world().from("127.0.0.2", NorthAndSouth.AT + "/users", ApiWorld.ADMIN))
                .as("behind the same proxy")
                .startsWith("HTTP/1.1 200");
        assertThat(two.get("/users").status()).as("another address").isEqualTo(200);
    }

    @Test
    void aPlatformThatIsDownIsToldAsSuch() {
        two.faults().failing(1, Faults.Failure.HTTP_500, "listsub");
        Answer answer = two.post("/sync/sync_users/", null);
        assertThat(answer.code()).isIn(0, 2002);
        assertThat(answer.status()).isIn(202, 502);
    }
}
