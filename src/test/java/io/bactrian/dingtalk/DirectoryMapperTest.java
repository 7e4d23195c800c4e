package io.bactrian.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.directory.Department;
import io.bactrian.directory.DirectoryPage;
import io.bactrian.directory.DirectoryPage.Problem;
import io.bactrian.directory.DirectoryQuery;
import io.bactrian.directory.Member;
import io.bactrian.directory.MemberPlace;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class DirectoryMapperTest {
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");
    private static final DirectoryQuery QUERY = new DirectoryQuery(null, null, "61230045", "direct:page");

    private final DirectoryMapper mapper = new DirectoryMapper(ZoneId.of("Asia/Shanghai"));

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Member fromList(String text) {
        return mapper.member(json(text), "61230045", NOW);
    }

    @Test
    void aPersonOfAListIsReadInFull() {
        Member member = fromList("""
                {"userid":"0412345","unionid":"uN7","name":"Li Na","avatar":"","state_code":"86","mobile":"13900000000",
                 "hide_mobile":false,"job_number":"E100","title":"Clerk","email":"","dept_id_list":[61230045,1],
                 "dept_order":176266480000000512,"extension":"{\\"grade\\":\\"P5\\"}","hired_date":1597573616000,
                 "active":true,"leader":false}""");
        assertThat(member.userId()).isEqualTo("0412345");
        assertThat(member.email()).isNull();
        assertThat(member.avatar()).isNull();
        assertThat(member.hiredDate()).isEqualTo(LocalDateTime.of(2020, 8, 16, 18, 26, 56));
        assertThat(member.extension().path("grade").asText()).isEqualTo("P5");
        assertThat(member.places())
                .containsExactly(
                        new MemberPlace("61230045", 176266480000000512L, false), new MemberPlace("1", null, null));
        assertThat(member.raw().has("dept_order")).isFalse();
        assertThat(member.raw().has("leader")).isFalse();
    }

    @Test
    void textsStandForNumbersFlagsAndLists() {
        Member member = fromList("""
                {"userid":412,"name":"A","dept_id_list":"[61230045, 2]","dept_order":"7","active":"true",
                 "hired_date":"1597573616000","leader":"false"}""");
        assertThat(member.userId()).isEqualTo("412");
        assertThat(member.active()).isTrue();
        assertThat(member.places())
                .containsExactly(new MemberPlace("61230045", 7L, false), new MemberPlace("2", null, null));
    }

    @Test
    void aBrokenExtensionStaysAText() {
        assertThat(fromList("{\"userid\":\"a\",\"extension\":\"{broken\"}")
                        .extension()
                        .asText())
                .isEqualTo("{broken");
    }

    @Test
    void onePersonTellsAllPlacesAndTheMainDepartment() {
        Member member = mapper.member(json("""
                {"userid":"a","name":"A","dept_id_list":[2,3],"dept_order_list":[{"dept_id":2,"order":5}],
                 "leader_in_dept":[{"dept_id":2,"leader":false},{"dept_id":3,"leader":true}],
                 "dept_position_list":[{"dept_id":2,"is_main":false},{"dept_id":3,"is_main":"true"}],
                 "manager_userid":"b","real_authed":true,"senior":false}"""), null, NOW);
        assertThat(member.places()).containsExactly(new MemberPlace("2", 5L, false), new MemberPlace("3", null, true));
        assertThat(member.mainDepartmentId()).isEqualTo("3");
        assertThat(member.managerUserId()).isEqualTo("b");
    }

    @Test
    void placesThatWereNotToldAreNotNone() {
        assertThat(mapper.member(json("{\"userid\":\"a\"}"), null, NOW).places())
                .isNull();
    }

    @Test
    void oddPeopleBecomeProblemsAndStopNobody() {
        DirectoryPage<Member> page = mapper.members(QUERY, json("""
                [{"userid":"a"},{"name":"no id"},{"userid":"c","hired_date":"soon"},"text",null,
                 {"userid":"d","dept_id_list":{"x":1}},{"userid":"e"}]"""), NOW);
        assertThat(page.items()).extracting(Member::userId).containsExactly("a", "e");
        assertThat(page.problems()).extracting(Problem::id).containsExactly(null, "c", null, null, "d");
        assertThat(page.problems())
                .extracting(Problem::readingIncomplete)
                .containsExactly(true, false, true, true, false);
    }

    @Test
    void departmentsKeepTheirOrder() {
        DirectoryPage<Department> page = mapper.children(QUERY, "1", json("""
                [{"dept_id":61230045,"name":"Payables","parent_id":1},{"name":"no id"},
                 {"dept_id":"61230046","name":""}]"""), NOW);
        assertThat(page.items()).extracting(Department::id).containsExactly("61230045", "61230046");
        assertThat(page.items()).extracting(Department::order).containsExactly(0L, 1L);
        assertThat(page.items().get(1).parentId()).isEqualTo("1");
        assertThat(page.items().get(1).name()).isNull();
        assertThat(page.problems()).extracting(Problem::readingIncomplete).isEqualTo(List.of(true));
    }
}
