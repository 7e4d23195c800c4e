package io.bactrian.api;

import static io.bactrian.api.NorthAndSouth.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.api.ApiWorld.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages over HTTP: sent once, shown, and refused in a sentence. */
class ApiMessagesTest {
    private static NorthAndSouth two;

    @BeforeAll
    static void open() {
        two = new NorthAndSouth().read();
    }

    @AfterAll
    static void close() {
        two.close();
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
                "send_message | {'users':['a'],'content':'x','business_id':'\\u0000'} | The business_id of the message holds",
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
}
