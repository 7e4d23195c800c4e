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
        two.faults().slowNext(1, Duration.ofSeconds(5), "listsub");
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
        assertThat(two.post("/worklist/replay", "{\"ids\":[\"" + id + "\"]}").status())
                .isEqualTo(202);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> texts(two.get("/worklist/failed"), "process_instance_id")
                        .contains(id));
        assertThat(two.get("/worklist").data().path("approvals").path("failed").asInt())
                .isEqualTo(1);
        two.faults().none();
        Answer all = two.post("/worklist/replay/", "{\"all\":true}");
        assertThat(all.data().path("accepted").asInt()).isEqualTo(1);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> two.get("/worklist")
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
            assertThat(two.post("/worklist/replay", body).code()).as(body).isEqualTo(Refusal.BAD_PARAMETERS);
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
    void whoTriesKeysIsSlowedDownAndTheRightKeyIsLetIn() {
        // from another address than the rest of this class
        String wrong = ApiKey.random().reveal();
        String last = "";
        for (int i = 0; i <= Tries.FREE; i++) {
            last = two.world().from("127.0.0.2", "GET", NorthAndSouth.AT + "/users", wrong);
        }
        assertThat(last).startsWith("HTTP/1.1 429").doesNotContain(wrong);
        assertThat(last.toLowerCase(Locale.ROOT)).contains("retry-after: 1\r\n");
        assertThat(two.world().from("127.0.0.2", "GET", NorthAndSouth.AT + "/users", ApiWorld.ADMIN))
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
