package io.bactrian.dingtalk;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import io.bactrian.call.CallException;
import io.bactrian.call.Calls;
import io.bactrian.call.ErrorClass;
import io.bactrian.directory.Department;
import io.bactrian.directory.DirectoryPage;
import io.bactrian.directory.DirectoryPage.Problem;
import io.bactrian.directory.DirectoryQuery;
import io.bactrian.directory.Member;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class DingTalkDirectoryRoutesTest extends DirectoryWire {
    private static MappingBuilder listsub(long department) {
        return post(urlPathEqualTo(LISTSUB)).withRequestBody(equalToJson("{\"dept_id\":" + department + "}"));
    }

    private static MappingBuilder userList(long cursor) {
        return post(urlPathEqualTo(USER_LIST)).withRequestBody(matchingJsonPath("$[?(@.cursor == " + cursor + ")]"));
    }

    private void readDepartments() {
        ask("direct:dingtalk-departments", null);
    }

    private void readMembers() {
        ask("direct:dingtalk-members", "10");
    }

    private void ask(String endpoint, String department) {
        Calls.request(
                template, endpoint, new DirectoryQuery(connection, null, department, "direct:page"), Object.class);
    }

    private List<String> departments() {
        return pages.stream()
                .flatMap(page -> page.items().stream())
                .map(item -> ((Department) item).id())
                .sorted()
                .toList();
    }

    private List<Problem> problems() {
        return pages.stream()
                .map(DirectoryPage::problems)
                .flatMap(Collection::stream)
                .toList();
    }

    @Test
    void theTreeIsReadFromTheRootDown() {
        answer(listsub(1), result("[{\"dept_id\":10,\"parent_id\":1},{\"dept_id\":20,\"parent_id\":1}]"));
        answer(listsub(10), result("[{\"dept_id\":11,\"parent_id\":10}]"));
        readDepartments();
        assertThat(departments()).containsExactly("1", "10", "11", "20");
        Department root = (Department) pages.peek().items().get(0);
        assertThat(root.name()).isEqualTo("公司");
        assertThat(root.parentId()).isNull();
        assertThat(problems()).isEmpty();
    }

    @Test
    void aCircleIsWalkedOnce() {
        answer(listsub(1), result("[{\"dept_id\":10,\"parent_id\":1}]"));
        answer(listsub(10), result("[{\"dept_id\":1,\"parent_id\":10},{\"dept_id\":10,\"parent_id\":10}]"));
        readDepartments();
        assertThat(departments()).containsExactly("1", "10");
    }

    @Test
    void aDepartmentThatCannotBeListedIsAGapAndTheRestGoesOn() {
        answer(listsub(1), result("[{\"dept_id\":10},{\"dept_id\":20}]"));
        answer(listsub(10), refusal("-1"));
        answer(listsub(20), result("[{\"dept_id\":21}]"));
        readDepartments();
        assertThat(departments()).containsExactly("1", "10", "20", "21");
        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.id()).isEqualTo("10");
            assertThat(problem.readingIncomplete()).isTrue();
        });
    }

    @Test
    void aDepartmentThatWasJustDeletedIsNoGap() {
        answer(listsub(1), result("[{\"dept_id\":10}]"));
        answer(listsub(10), refusal("60003"));
        readDepartments();
        assertThat(problems()).isEmpty();
    }

    @Test
    void aRootWithoutItsNameIsEnough() {
        answer(post(urlPathEqualTo("/topapi/v2/department/get")), refusal("60011"));
        answer(listsub(1), result("[{\"dept_id\":10}]"));
        readDepartments();
        assertThat(departments()).containsExactly("1", "10");
        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.id()).isEqualTo("1");
            assertThat(problem.readingIncomplete()).isFalse();
        });
    }

    @Test
    void aMissingPermissionAtTheRootEndsTheReading() {
        answer(listsub(1), refusal("60011"));
        assertThatThrownBy(this::readDepartments)
                .isInstanceOfSatisfying(
                        CallException.class, e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.REFUSED));
    }

    @Test
    void aRefusalThatConcernsEverybodyEndsTheReadingAnywhere() {
        answer(listsub(1), result("[{\"dept_id\":10}]"));
        answer(listsub(10), refusal("60020"));
        assertThatThrownBy(this::readDepartments)
                .isInstanceOfSatisfying(
                        CallException.class, e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.REFUSED));
    }

    @Test
    void membersComePageByPage() {
        answer(
                userList(0),
                result("{\"has_more\":\"true\",\"next_cursor\":100,\"list\":[{\"userid\":\"a\"},{\"name\":\"odd\"}]}"));
        answer(userList(100), result("{\"has_more\":false,\"list\":[{\"userid\":\"b\"}]}"));
        readMembers();
        assertThat(pages).hasSize(2);
        assertThat(pages.stream().flatMap(page -> page.items().stream()).map(item -> ((Member) item).userId()))
                .containsExactly("a", "b");
        dingtalk.verify(
                2,
                postRequestedFor(urlPathEqualTo(USER_LIST)).withRequestBody(matchingJsonPath("$[?(@.size == 100)]")));
    }

    @Test
    void aCursorThatDoesNotMoveEndsTheListingAsAGap() {
        answer(userList(0), result("{\"has_more\":true,\"next_cursor\":0,\"list\":[{\"userid\":\"a\"}]}"));
        readMembers();
        assertThat(pages).hasSize(1);
        assertThat(problems()).extracting(Problem::readingIncomplete).containsExactly(true);
    }

    @Test
    void anAnswerWithoutAListIsAGap() {
        answer(userList(0), result("null"));
        readMembers();
        assertThat(problems()).extracting(Problem::readingIncomplete).containsExactly(true);
    }

    @Test
    void aDeletedDepartmentHasNoMembersAndAnInvisibleOneIsAnError() {
        answer(userList(0), refusal("60003"));
        readMembers();
        assertThat(problems()).isEmpty();
        answer(userList(0), refusal("50004"));
        assertThatThrownBy(this::readMembers).isInstanceOf(CallException.class);
    }
}
