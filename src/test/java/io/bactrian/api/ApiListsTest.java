package io.bactrian.api;

import static io.bactrian.api.NorthAndSouth.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.api.ApiWorld.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored is answered page by page; what cannot be understood is refused. */
class ApiListsTest {
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
    void pagesTogetherAreAllRowsInOneOrder() {
        for (String sort : List.of("", "&sort=status,-result", "&sort=template")) {
            List<String> ids = new ArrayList<>();
            int total = two.get("/approvals").data().path("total").asInt();
            for (int page = 1; ids.size() < total && page < 20; page++) {
                Answer answer = two.get("/approvals?page_size=7&page=" + page + sort);
                assertThat(answer.data().path("page").asInt()).isEqualTo(page);
                ids.addAll(texts(answer, "process_instance_id"));
            }
            assertThat(ids).as(sort).hasSize(total).doesNotHaveDuplicates();
        }
        assertThat(texts(two.get("/approvals?page_size=200"), "create_time"))
                .isSortedAccordingTo((one, other) -> other.compareTo(one));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/departments", "/users", "/approvals", "/runs", "/sync/sync_logs", "/audit"})
    void rowsAreAsTheDescriptionTells(String path) {
        // each answer is compared with it; here there are some
        assertThat(two.get(path).data().path("items")).isNotEmpty();
    }

    @Test
    void approvalsAreFiltered() {
        JsonNode one = two.get("/approvals?page_size=1&status=RUNNING")
                .data()
                .path("items")
                .get(0);
        assertThat(texts(two.get("/approvals?status=COMPLETED,TERMINATED"), "status"))
                .isNotEmpty()
                .doesNotContain("RUNNING");
        assertThat(texts(two.get("/approvals?status=running"), "status"))
                .as("in any spelling")
                .isNotEmpty()
                .containsOnly("RUNNING");
        assertThat(texts(two.get("/approvals?result=Refuse"), "result"))
                .isNotEmpty()
                .allMatch("refuse"::equals);
        assertThat(texts(two.get("/users?state=Active"), "userid")).isNotEmpty();
        String originator = one.path("originator_userid").asText();
        assertThat(texts(two.get("/approvals?originator=" + originator), "originator_userid"))
                .isNotEmpty()
                .containsOnly(originator);
        String code = one.path("process_code").asText();
        assertThat(two.get("/approvals?template=" + code).message()).isEqualTo("ok");
        assertThat(texts(two.get("/approvals?template=" + code), "process_code"))
                .isNotEmpty()
                .containsOnly(code);
        String created = one.path("create_time").asText().substring(0, 10);
        assertThat(texts(two.get("/approvals?created_from=" + created + "&created_to=" + created), "create_time"))
                .isNotEmpty()
                .allMatch(time -> time.startsWith(created));
        assertThat(two.get("/approvals?created_to=2001-01-01")
                        .data()
                        .path("total")
                        .asInt())
                .isZero();
        String id = one.path("process_instance_id").asText();
        JsonNode detail = two.get("/approvals/" + id).data();
        assertThat(detail.path("tasks").isArray()).isTrue();
        assertThat(detail.path("records")).isNotEmpty();
        assertThat(detail.path("form_values_cleaned").isObject()).isTrue();
        String waiting = StreamSupport.stream(detail.path("tasks").spliterator(), false)
                .filter(task -> task.path("status").asText().equals("RUNNING"))
                .map(task -> task.path("userid").asText())
                .findFirst()
                .orElseThrow();
        assertThat(texts(two.get("/approvals?page_size=200&approver=" + waiting), "process_instance_id"))
                .contains(id);
        assertThat(two.get("/approvals?text=100%25_").data().path("total").asInt())
                .as("no wildcards")
                .isZero();
        assertThat(detail.toString()).doesNotContain("form_component_values");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=0",
                "page=-1",
                "page=x",
                "page=99999999999",
                "page_size=0",
                "page_size=201",
                "page_size=1e3",
                "sort=title;DROP TABLE member",
                "sort=(SELECT 1)",
                "sort=payload",
                "sort=,title",
                "sort=,",
                "sort=a,b,c,d",
                "created_from=yesterday",
                "created_from=2026-13-01",
                "created_to=2026-02-30",
                "finished_from='",
                "template=no such template",
                "template=' OR 1=1 --",
                "status=,",
                "page=1&page=2",
                "nosuch=1",
                "where=north"
            })
    void oddParametersAreRefusedInASentence(String query) {
        Answer answer = two.get(
                "/approvals?" + query.replace(" ", "+").replace("'", "%27").replace("(", "%28"));
        assertThat(answer.status()).as(answer.message()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(Refusal.BAD_PARAMETERS);
        ApiWalkTest.assertShape(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "/users?state=weird, 'active, left'",
        "/departments?state=left, 'active, gone'",
        "/messages/?state=done, 'pending, sent, partial, failed'",
        "/approvals?status=approved, 'RUNNING, COMPLETED, TERMINATED'",
        "'/approvals?status=RUNNING,approved', 'RUNNING, COMPLETED, TERMINATED'",
        "/approvals?result=approved, 'agree, refuse'",
        "/audit?outcome=ok, 'begun, started, done, failed, refused'",
        "/runs?state=ok, 'running, succeeded, failed, stopped'"
    })
    void aWordThatIsNoneIsRefusedWithThoseThatThereAre(String path, String words) {
        Answer answer = two.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(Refusal.BAD_PARAMETERS);
        assertThat(answer.message()).contains(words);
    }

    @Test
    void runsAreAskedForByNumbersAndCommands() {
        String run = texts(two.get("/runs?page_size=1"), "id").get(0);
        assertThat(texts(two.get("/runs?id=" + run), "id")).containsExactly(run);
        assertThat(two.get("/runs?id=abc").code()).isEqualTo(Refusal.BAD_PARAMETERS);
        assertThat(two.get("/sync/sync_logs?command=sync-users,sync-users").code())
                .isZero();
        assertThat(two.get("/sync/sync_logs?command=sync-users,%20list-codes").code())
                .isZero();
        assertThat(two.get("/sync/sync_logs?command=history").code()).isEqualTo(Refusal.BAD_PARAMETERS);
    }

    @Test
    void whatIsLongIsRefused() {
        assertThat(two.world().from("127.0.0.1", "GET", NorthAndSouth.AT + "/approvals?text=%", ApiWorld.ADMIN))
                .startsWith("HTTP/1.1 400")
                .contains("\"code\":1001,");
        assertThat(two.world().from("127.0.0.1", "GET", NorthAndSouth.AT + "/approvals?text=%zz", ApiWorld.ADMIN))
                .startsWith("HTTP/1.1 400")
                .contains("\"code\":1001,");
        assertThat(two.get("/approvals?text=" + "x".repeat(600)).code()).isEqualTo(Refusal.BAD_PARAMETERS);
        assertThat(two.get("/approvals?text=" + "x".repeat(5000)).status()).isIn(400, 414);
        assertThat(two.get("/approvals/" + "x".repeat(600)).code()).isEqualTo(Refusal.BAD_PARAMETERS);
    }

    @Test
    void whatIsPrivateIsForWhoMaySeeIt() {
        JsonNode all = two.get("/users?page_size=1").data().path("items").get(0);
        assertThat(all.has("mobile")).isTrue();
        Answer reader = two.world().get(NorthAndSouth.AT + "/users", "Authorization", "Bearer " + NorthAndSouth.READER);
        assertThat(reader.code()).isZero();
        JsonNode seen = reader.data().path("items").get(0);
        assertThat(seen.has("name")).isTrue();
        for (String field : List.of("mobile", "telephone", "email", "org_email")) {
            assertThat(seen.has(field)).as(field).isFalse();
        }
        assertThat(two.world()
                        .get(NorthAndSouth.AT + "/users?sort=mobile", "Authorization", "Bearer " + NorthAndSouth.READER)
                        .code())
                .as("an order would tell")
                .isEqualTo(Refusal.BAD_PARAMETERS);
        assertThat(texts(two.get("/users?state=left"), "userid")).isEmpty();
        assertThat(texts(two.get("/users?dept_id=" + all.path("main_dept_id").asText()), "userid"))
                .contains(all.path("userid").asText());
        assertThat(two.get("/departments?text=no+such+name")
                        .data()
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    void oneOfTwoConnectionsHasToBeNamed() {
        Answer both = two.world().asAdmin("GET", "/api/v1/dingtalk/users", null);
        assertThat(both.code()).isEqualTo(Refusal.BAD_PARAMETERS);
        assertThat(both.message()).contains("north, south");
        assertThat(two.world()
                        .asAdmin("GET", "/api/v1/south/users", null)
                        .data()
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(two.world()
                        .get("/api/v1/south/users", "X-API-Key", NorthAndSouth.ELSEWHERE)
                        .status())
                .isEqualTo(200);
        assertThat(two.world()
                        .get(NorthAndSouth.AT + "/users", "X-API-Key", NorthAndSouth.ELSEWHERE)
                        .status())
                .isEqualTo(403);
        String run = texts(two.get("/runs?page_size=1"), "id").get(0);
        assertThat(two.get("/runs/" + run).status()).isEqualTo(200);
        Answer foreign = two.world().asAdmin("GET", "/api/v1/south/runs/" + run, null);
        assertThat(foreign.status()).as("a run of the other connection").isEqualTo(404);
    }
}
