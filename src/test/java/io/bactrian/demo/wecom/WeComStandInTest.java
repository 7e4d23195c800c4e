package io.bactrian.demo.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.demo.Company;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.Department;
import io.bactrian.demo.Meter;
import io.bactrian.demo.Person;
import io.bactrian.demo.wecom.WeComClient.Answer;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stand-in is as strict as WeCom: tokens, who may call what, errors beside empty lists, pages of ids. */
class WeComStandInTest {
    private final Company company = Company.of(CompanySize.small(Instant.parse("2026-01-05T01:00:00Z")));
    private WeComStandIn standIn;
    private WeComClient client;

    @BeforeEach
    void start() {
        standIn = WeComStandIn.start(company);
        client = new WeComClient(standIn);
    }

    @AfterEach
    void close() {
        standIn.close();
    }

    @Test
    void aPathThatIsNotThereIsNotFoundWithoutABody() {
        Answer answer = client.get("/cgi-bin/nothing");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "corpid=ww&corpsecret=x, 40013",
        "corpid=wwdemo4220bactrian&corpsecret=x, 40001",
        "corpid=wwdemo4220bactrian, 41004",
        "corpsecret=x, 41002",
        "x=y, 41004"
    })
    void aTokenIsNotGivenToEverybody(String query, int code) {
        Answer answer = client.get("/cgi-bin/gettoken?" + query);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("errmsg").asText()).contains("hint: [", "from ip:", "e=" + code);
    }

    @Test
    void thereIsATokenForEachSecret() {
        JsonNode app = client.getToken(standIn.corpId(), standIn.secret()).json();

        assertThat(app.path("expires_in").asInt()).isEqualTo(7200);
        assertThat(app.path("access_token").asText()).isNotEqualTo(client.contactToken());
    }

    @Test
    void aTokenElsewhereThanInTheQueryIsMissing() {
        String token = client.appToken();
        HttpRequest.Builder request = client.request("/cgi-bin/user/list_id")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString("{\"access_token\":\"" + token + "\"}"));

        assertThat(client.send(request).code()).isEqualTo(41001);
    }

    @Test
    void aWrongTokenAndAnExpiredOneAreToldApart() {
        String token = client.appToken();
        assertThat(client.get("/cgi-bin/department/list?access_token=no").code())
                .isEqualTo(40014);

        standIn.killTokens();

        assertThat(client.get("/cgi-bin/department/list?access_token=" + token).code())
                .isEqualTo(42001);
    }

    @ParameterizedTest
    @CsvSource({
        "/cgi-bin/department/list, department",
        "/cgi-bin/department/simplelist, department_id",
        "/cgi-bin/user/list?department_id=1, userlist",
        "/cgi-bin/user/get?userid=x, direct_leader"
    })
    void listsBesideAnErrorAreEmpty(String path, String list) {
        JsonNode answer = client.get(path).json();

        assertThat(answer.path("errcode").asInt()).isEqualTo(41001);
        assertThat(answer.path(list).isArray()).isTrue();
        assertThat(answer.path(list)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "department/list?",
                "department/get?id=1&",
                "user/list?department_id=1&",
                "user/get?userid=manager4220&"
            })
    void theContactSecretReadsNoDetails(String path) {
        assertThat(client.get("/cgi-bin/" + path + "access_token=" + client.contactToken())
                        .code())
                .isEqualTo(48009);
    }

    @Test
    void theAppListsNoIds() {
        assertThat(client.post("/cgi-bin/user/list_id?access_token=" + client.appToken(), "{}")
                        .code())
                .isEqualTo(48002);
    }

    @Test
    void idsComeInPagesWithARowForEachDepartment() {
        standIn.faults().mostRows(7);
        String path = "/cgi-bin/user/list_id?access_token=" + client.contactToken();
        List<String> rows = new ArrayList<>();
        Set<String> people = new HashSet<>();
        String cursor = "";
        do {
            JsonNode page = client.post(path, "{\"cursor\":\"" + cursor + "\",\"limit\":10000}")
                    .json();
            page.path("dept_user").forEach(row -> {
                rows.add(row.path("userid").asText() + row.path("department").asText());
                people.add(row.path("userid").asText());
            });
            cursor = page.path("next_cursor").asText();
        } while (!cursor.isEmpty());

        assertThat(rows)
                .doesNotHaveDuplicates()
                .hasSize(company.members().stream()
                        .mapToInt(person -> person.departments().size())
                        .sum());
        assertThat(people).hasSize(company.members().size());
        assertThat(people.stream().map(id -> id.toLowerCase(Locale.ROOT)).distinct())
                .hasSize(people.size());
        assertThat(client.post(path, "{\"limit\":10001}").code()).isEqualTo(40058);
        assertThat(client.post(path, "{\"cursor\":\"x\"}").code()).isEqualTo(50100);
    }

    @Test
    void outsideOfItsRangeTheAppSeesNothing() {
        Department inside = company.departments().get(1);
        standIn.faults().range(inside.id());
        String token = "access_token=" + client.appToken();
        Person outside = company.members().stream()
                .filter(person -> person.departments().equals(List.of(Department.ROOT)))
                .findFirst()
                .orElseThrow();

        assertThat(client.get("/cgi-bin/department/list?" + token).json().path("department"))
                .isNotEmpty()
                .allSatisfy(
                        department -> assertThat(department.path("id").asLong()).isNotEqualTo(Department.ROOT));
        assertThat(client.get("/cgi-bin/user/list?department_id=1&" + token).code())
                .isEqualTo(60011);
        assertThat(client.get("/cgi-bin/user/list?department_id=99&" + token).code())
                .isEqualTo(60123);
        assertThat(client.get("/cgi-bin/user/get?userid=" + WeComStandIn.userId(outside.userid()) + "&" + token)
                        .code())
                .isEqualTo(60111);
    }

    @Test
    void aPersonIsFoundInAnySpelling() {
        JsonNode person = client.get("/cgi-bin/user/get?userid=MANAGER4220&access_token=" + client.appToken())
                .json();

        assertThat(person.path("userid").asText()).isEqualTo("manager4220");
        assertThat(person.path("gender").isTextual()).isTrue();
        assertThat(person.path("order")).hasSameSizeAs(person.path("department"));
    }

    @Test
    void newAppsAreNotShownEverything() {
        standIn.faults().hideFields(true);
        JsonNode person = client.get("/cgi-bin/user/get?userid=manager4220&access_token=" + client.appToken())
                .json();

        assertThat(person.path("gender").asText()).isEqualTo("0");
        for (String field : List.of("mobile", "email", "biz_mail", "avatar", "qr_code", "address")) {
            assertThat(person.has(field)).as(field).isFalse();
        }
    }

    @Test
    void whoShowsWrongSecretsAgainAndAgainIsBanned() {
        for (int i = 0; i < 5; i++) {
            client.getToken(standIn.corpId(), "wrong");
        }

        assertThat(client.getToken(standIn.corpId(), standIn.secret()).code()).isEqualTo(45009);
        assertThat(standIn.hasBanned()).isTrue();
        assertThat(standIn.meter().refused(Meter.Refused.TOKEN)).isEqualTo(5);
    }

    @Test
    void mishapsAreThoseThatWereAskedFor() {
        standIn.faults().answerNext(2, -1, "department/list").distrust(false);
        String path = "/cgi-bin/department/list?access_token=" + client.appToken();

        assertThat(client.get(path).code()).isEqualTo(-1);
        assertThat(client.get(path).code()).isEqualTo(-1);
        assertThat(client.get(path).code()).isZero();

        standIn.faults().distrust(true);
        assertThat(client.get(path).code()).isEqualTo(60020);
    }
}
