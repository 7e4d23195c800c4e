package io.bactrian.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.call.ErrorClass;
import io.bactrian.directory.DirectoryEvent.Kind;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DepartmentEventsTest extends AtTheWorkbench {
    @BeforeEach
    void start() {
        company.department("10", "1", "财务");
        company.department("11", "10", "应付");
        company.department("20", "1", "IT");
        company.hire("a", "Li Na", "20", "11");
        company.hire("b", "Bo", "10");
        bench.sync();
    }

    private void isAllDone() {
        assertThat(bench.rows("directory_work")).isEmpty();
    }

    @Test
    void aNewDepartmentIsAddedWithOneCall() {
        company.department("12", "10", "应收");
        bench.happens(Kind.DEPARTMENT_CHANGED, "12");
        bench.drain();
        assertThat(company.askedFor).containsExactly("department 12");
        assertThat(bench.department("12"))
                .containsEntry("name", "应收")
                .containsEntry("id_path", "/1/10/12/")
                .containsEntry("name_path", "公司/财务/应收")
                .containsEntry("depth", 2)
                .containsEntry("state", "active");
        isAllDone();
    }

    @Test
    void aNewNameReachesThePathsBelowAndThePeople() {
        company.department("10", "1", "财务部");
        bench.happens(Kind.DEPARTMENT_CHANGED, "10");
        bench.drain();
        assertThat(company.askedFor).containsExactly("department 10");
        assertThat(bench.department("11")).containsEntry("name_path", "公司/财务部/应付");
        assertThat(bench.member("b")).containsEntry("main_dept_name", "财务部").containsEntry("dept_names", "财务部");
        assertThat(bench.department("10")).containsEntry("sort_order", 1L);
    }

    @Test
    void aDepartmentThatMovesTakesItsHeadsAlong() {
        company.department("10", "20", "财务");
        bench.happens(Kind.DEPARTMENT_CHANGED, "10");
        bench.drain();
        assertThat(bench.department("11"))
                .containsEntry("id_path", "/1/20/10/11/")
                .containsEntry("depth", 3);
        assertThat(bench.department("20")).containsEntry("total_headcount", 2);
        assertThat(bench.department("1")).containsEntry("total_headcount", 2);
    }

    @Test
    void aMoveChangesWhichDepartmentIsTheDeepest() {
        assertThat(bench.member("a")).containsEntry("main_dept_id", "11");
        company.department("30", "10", "中心");
        company.department("31", "30", "组");
        company.department("20", "31", "IT");
        bench.happens(Kind.DEPARTMENT_CHANGED, "20", "31", "30");
        bench.drain();
        assertThat(bench.department("20")).containsEntry("name_path", "公司/财务/中心/组/IT");
        assertThat(bench.member("a")).containsEntry("main_dept_id", "20");
    }

    @Test
    void aDepartmentThatIsHeardOfAfterItsPeopleGivesThemItsName() {
        company.department("12", "10", "应收");
        company.hire("c", "Chen", "12");
        bench.happens(Kind.MEMBER_CHANGED, "c");
        bench.drain();
        assertThat(bench.member("c")).containsEntry("main_dept_name", "12");
        bench.happens(Kind.DEPARTMENT_CHANGED, "12");
        bench.drain();
        assertThat(bench.member("c")).containsEntry("main_dept_name", "应收");
        assertThat(bench.department("12")).containsEntry("direct_headcount", 1);
        assertThat(bench.department("10")).containsEntry("total_headcount", 3);
    }

    @Test
    void whatEventsLeaveIsWhatAReadingWouldLeave() {
        company.department("20", "10", "信息");
        company.people.get("b").departments.clear();
        company.people.get("b").departments.add("20");
        company.close("11");
        company.people.get("a").departments.remove("11");
        bench.happens(Kind.DEPARTMENT_CHANGED, "20");
        bench.happens(Kind.MEMBER_CHANGED, "b");
        bench.happens(Kind.DEPARTMENT_REMOVED, "11");
        bench.happens(Kind.MEMBER_CHANGED, "a");
        bench.drain();
        var members = bench.rows("member");
        var places = bench.rows("member_department");
        bench.sync();
        assertThat(bench.rows("member")).isEqualTo(members);
        assertThat(bench.rows("member_department")).isEqualTo(places);
        assertThat(bench.department("20")).containsEntry("id_path", "/1/10/20/").containsEntry("total_headcount", 2);
        assertThat(bench.department("11")).containsEntry("state", "gone");
    }

    @Test
    void aClosedDepartmentIsMarkedWithoutACall() {
        bench.happens(Kind.DEPARTMENT_REMOVED, "11");
        bench.drain();
        assertThat(company.askedFor).isEmpty();
        assertThat(bench.department("11")).containsEntry("state", "gone").containsEntry("total_headcount", 0);
        assertThat(bench.department("11").get("gone_at")).isEqualTo(bench.clock.millis());
        assertThat(bench.department("10")).containsEntry("total_headcount", 1);
        isAllDone();
    }

    @Test
    void aClosedDepartmentComesBackOnTheOldRow() {
        bench.happens(Kind.DEPARTMENT_REMOVED, "11");
        bench.drain();
        bench.happens(Kind.DEPARTMENT_CHANGED, "11");
        bench.drain();
        assertThat(bench.department("11"))
                .containsEntry("state", "active")
                .containsEntry("gone_at", null)
                .containsEntry("direct_headcount", 1);
        assertThat(bench.member("a")).containsEntry("dept_names", "IT, 应付");
    }

    @Test
    void aDepartmentThatIsNotThereIsGoneAndOneThatIsOutOfSightIsNot() {
        company.close("11");
        company.broken.put("department 20", Company.failure(ErrorClass.ABSENT));
        bench.happens(Kind.DEPARTMENT_CHANGED, "11", "20");
        bench.drain();
        assertThat(bench.department("11")).containsEntry("state", "gone");
        assertThat(bench.department("20")).containsEntry("state", "active");
        isAllDone();
    }

    @Test
    void anOldRemovalThatComesAfterTheReturnIsLookedUp() {
        long removed = bench.clock.millis() + 1000;
        bench.clock.move(Duration.ofSeconds(10));
        bench.arrives("back", Kind.DEPARTMENT_CHANGED, removed + 1000, "11");
        bench.drain();
        bench.clock.move(Duration.ofSeconds(10));
        bench.arrives("removed", Kind.DEPARTMENT_REMOVED, removed, "11");
        bench.drain();
        assertThat(bench.department("11")).containsEntry("state", "active");
        assertThat(bench.department("10")).containsEntry("total_headcount", 2);
    }

    @Test
    void departmentsInACircleEndNothing() {
        company.department("10", "11", "财务");
        bench.happens(Kind.DEPARTMENT_CHANGED, "10");
        bench.drain();
        assertThat(bench.department("10")).containsEntry("parent_id", "11");
        isAllDone();
    }
}
