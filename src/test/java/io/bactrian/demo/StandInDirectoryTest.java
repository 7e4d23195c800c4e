package io.bactrian.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandInDirectoryTest {
    private static final String DEPARTMENT = "/topapi/v2/department/get";

    private final Company company = Company.of(CompanySize.small(Instant.now()).withPeople(400));
    private final StandIn standIn = StandIn.start(company);
    private final TestClient client = new TestClient(standIn);

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void walkingTheTreeFindsEveryMember() {
        Map<String, String> names = new HashMap<>();
        Deque<Long> open = new ArrayDeque<>();
        open.add(Department.ROOT);
        int departments = 0;
        while (!open.isEmpty()) {
            long id = open.poll();
            departments++;
            client.old("/topapi/v2/department/listsub", "{\"dept_id\":" + id + "}")
                    .json()
                    .path("result")
                    .forEach(child -> open.add(child.path("dept_id").asLong()));
            members(id, names);
        }
        assertThat(departments).isEqualTo(11);
        assertThat(names).hasSize(400);
        company.members().forEach(person -> assertThat(names).containsEntry(person.userid(), person.name()));
    }

    @Test
    void answersForOnePersonAndOneDepartment() {
        JsonNode person =
                client.old("/topapi/v2/user/get", "{\"userid\":\"0412345\"}").json();
        assertThat(person.path("result").path("userid").asText()).isEqualTo("0412345");
        assertThat(person.path("result").path("dept_id_list").get(0).isIntegralNumber())
                .isTrue();
        assertThat(error(
                        "/topapi/v2/user/get",
                        "{\"userid\":\"" + company.leavers().get(0).userid() + "\"}"))
                .isEqualTo(60121);
        assertThat(error("/topapi/v2/department/get", "{\"dept_id\":5}")).isEqualTo(60003);
        assertThat(client.old("/topapi/v2/department/get", "{\"dept_id\":1}")
                        .json()
                        .path("result")
                        .has("parent_id"))
                .isFalse();
        assertThat(client.old("/topapi/user/count", "{\"only_active\":false}")
                        .json()
                        .at("/result/count")
                        .asInt())
                .isEqualTo(400);
        assertThat(client.old("/topapi/user/listid", "{\"dept_id\":1}").json().at("/result/userid_list"))
                .isNotEmpty();
        assertThat(client.get("/auth/scopes?access_token=" + client.newToken())
                        .json()
                        .at("/auth_org_scopes/authed_dept/0")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void refusesWrongSizesAndUnknownCalls() {
        assertThat(error("/topapi/v2/user/list", "{\"dept_id\":1,\"cursor\":0,\"size\":101}"))
                .isEqualTo(40035);
        assertThat(error("/topapi/v2/user/list", "{\"dept_id\":1,\"size\":10}")).isEqualTo(40035);
        assertThat(error("/topapi/v2/user/nothing", "{}")).isEqualTo(22);
    }

    @Test
    void followsPeopleAndDepartmentsThatChange() {
        company.open(new Department(77, Department.ROOT, "新部门"));
        company.open(new Department(77, Department.ROOT, "Renamed"));
        JsonNode children =
                client.old("/topapi/v2/department/listsub", "{}").json().path("result");
        assertThat(children)
                .filteredOn(child -> child.path("dept_id").asLong() == 77)
                .singleElement()
                .satisfies(child -> assertThat(child.path("name").asText()).isEqualTo("Renamed"));
        Person joined = company.join("Nèw", 77L);
        assertThat(client.old("/topapi/user/listid", "{\"dept_id\":77}")
                        .json()
                        .at("/result/userid_list/0")
                        .asText())
                .isEqualTo(joined.userid());
        company.leave(joined.userid());
        assertThat(error("/topapi/v2/user/get", "{\"userid\":\"" + joined.userid() + "\"}"))
                .isEqualTo(60121);
    }

    @Test
    void tellsOneDepartment() {
        Department department = company.departments().get(3);
        company.open(new Department(department.id(), department.parentId(), "改名 🌸"));
        JsonNode one = client.old(DEPARTMENT, "{\"dept_id\":" + department.id() + "}")
                .json()
                .path("result");
        assertThat(one.path("dept_id").asLong()).isEqualTo(department.id());
        assertThat(one.path("name").asText()).isEqualTo("改名 🌸");
        assertThat(one.path("parent_id").asLong()).isEqualTo(department.parentId());
        JsonNode root = client.old(DEPARTMENT, "{\"dept_id\":1}").json().path("result");
        assertThat(root.has("parent_id")).isFalse();
        assertThat(client.old(DEPARTMENT, "{\"dept_id\":42}").subCode()).isEqualTo("60003/");
        assertThat(client.old(DEPARTMENT, "{}").subCode()).isEqualTo("40035/");
    }

    @Test
    void showsOddMembersAndFailingDepartments() {
        company.members().forEach(person -> standIn.faults().oddMember(person.userid(), Faults.Odd.NULL_NAME));
        standIn.faults().oddMember("0412345", Faults.Odd.DEPARTMENTS_AS_TEXT);
        standIn.faults().failDepartment(1, "user/list", 50004);
        JsonNode odd =
                client.old("/topapi/v2/user/get", "{\"userid\":\"0412345\"}").json();
        assertThat(odd.at("/result/dept_id_list").isTextual()).isTrue();
        assertThat(client.old("/topapi/v2/user/get", "{\"userid\":\"412345\"}")
                        .json()
                        .at("/result/name")
                        .isNull())
                .isTrue();
        assertThat(error("/topapi/v2/user/list", "{\"dept_id\":1,\"cursor\":0,\"size\":10}"))
                .isEqualTo(50004);
        assertThat(error("/topapi/v2/department/listsub", "{\"dept_id\":1}")).isZero();
    }

    private void members(long departmentId, Map<String, String> names) {
        long cursor = 0;
        while (cursor >= 0) {
            String body = "{\"dept_id\":%d,\"cursor\":%d,\"size\":7}".formatted(departmentId, cursor);
            JsonNode result = client.old("/topapi/v2/user/list", body).json().path("result");
            result.path("list")
                    .forEach(person -> names.put(
                            person.path("userid").asText(), person.path("name").asText()));
            assertThat(result.path("has_more").asBoolean()).isEqualTo(result.has("next_cursor"));
            cursor = result.path("next_cursor").asLong(-1);
        }
    }

    private int error(String path, String body) {
        return client.old(path, body).json().path("errcode").asInt();
    }
}
