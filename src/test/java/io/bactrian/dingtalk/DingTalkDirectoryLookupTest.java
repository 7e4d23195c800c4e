package io.bactrian.dingtalk;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.call.CallException;
import io.bactrian.call.Calls;
import io.bactrian.call.ErrorClass;
import io.bactrian.call.Purpose;
import io.bactrian.directory.Department;
import io.bactrian.directory.DepartmentQuery;
import io.bactrian.directory.Member;
import io.bactrian.directory.MemberQuery;
import java.util.List;
import org.junit.jupiter.api.Test;

class DingTalkDirectoryLookupTest extends DirectoryWire {
    private Member readMember() {
        return Calls.request(
                template, "direct:dingtalk-member", new MemberQuery(connection, "0412", Purpose.LIVE), Member.class);
    }

    @Test
    void onePersonIsReadOrIsNotThere() {
        answer(post(urlPathEqualTo(USER_GET)), result("{\"userid\":\"0412\",\"name\":\"Li Na\"}"));
        assertThat(readMember().name()).isEqualTo("Li Na");
        answer(post(urlPathEqualTo(USER_GET)), refusal("60121"));
        assertThat(readMember()).isNull();
        answer(post(urlPathEqualTo(USER_GET)), refusal("60011"));
        assertThatThrownBy(this::readMember).isInstanceOf(CallException.class);
    }

    @Test
    void onlyWhoIsNobodyIsNotThereAndWhoIsOutOfSightIsNot() {
        for (String code : List.of("60121", "33012", "60111")) {
            answer(post(urlPathEqualTo(USER_GET)), refusal(code));
            assertThat(readMember()).isNull();
        }
        answer(post(urlPathEqualTo(USER_GET)), refusal("50002"));
        assertThatThrownBy(this::readMember)
                .isInstanceOfSatisfying(
                        CallException.class, e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.ABSENT));
    }

    @Test
    void oneDepartmentIsReadOrIsNotThere() {
        answer(
                post(urlPathEqualTo(DEPARTMENT_GET)).withRequestBody(equalToJson("{\"dept_id\":10}")),
                result("{\"dept_id\":10,\"parent_id\":\"1\",\"name\":\"财务\",\"order\":90001}"));
        Department department = readDepartment("10");
        assertThat(department.id()).isEqualTo("10");
        assertThat(department.parentId()).isEqualTo("1");
        assertThat(department.name()).isEqualTo("财务");
        assertThat(department.order()).isNull();
        answer(post(urlPathEqualTo(DEPARTMENT_GET)), refusal("60003"));
        assertThat(readDepartment("10")).isNull();
        dingtalk.verify(2, postRequestedFor(urlPathEqualTo(DEPARTMENT_GET)));
    }

    @Test
    void theRootHasNoParentAndEverythingElseHasOne() {
        assertThat(readDepartment("1").parentId()).isNull();
        answer(post(urlPathEqualTo(DEPARTMENT_GET)), result("{\"dept_id\":10,\"name\":\"财务\"}"));
        assertFailsAs("10", ErrorClass.PERMANENT);
    }

    @Test
    void aDepartmentOutOfSightIsAnError() {
        answer(post(urlPathEqualTo(DEPARTMENT_GET)), refusal("50004"));
        assertFailsAs("10", ErrorClass.ABSENT);
        answer(post(urlPathEqualTo(DEPARTMENT_GET)), refusal("60011"));
        assertFailsAs("10", ErrorClass.REFUSED);
        assertFailsAs("ten", ErrorClass.PERMANENT);
    }

    private Department readDepartment(String id) {
        return Calls.request(
                template,
                "direct:dingtalk-department",
                new DepartmentQuery(connection, id, Purpose.PEOPLE),
                Department.class);
    }

    private void assertFailsAs(String id, ErrorClass errorClass) {
        assertThatThrownBy(() -> readDepartment(id))
                .isInstanceOfSatisfying(
                        CallException.class, e -> assertThat(e.errorClass()).isEqualTo(errorClass));
    }
}
