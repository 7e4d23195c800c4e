package io.bactrian.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.call.CallException;
import io.bactrian.call.ErrorClass;
import io.bactrian.directory.DirectoryPage.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirectorySyncTest extends AtTheWorkbench {
    @BeforeEach
    void start() {
        company.department("10", "1", "财务");
        company.department("11", "10", "应付");
        company.department("12", "10", "应收");
    }

    @Test
    void membersOfTheRootAreIncluded() {
        company.hire("boss", "王总", "1");
        DirectoryOutcome outcome = bench.sync();
        assertThat(outcome).isEqualTo(new DirectoryOutcome(true, 0, 0, null));
        assertThat(bench.member("boss")).containsEntry("name", "王总").containsEntry("main_dept_id", "1");
    }

    @Test
    void threeDepartmentsAreOneRowCountedOnce() {
        Person person = company.hire("a", "Li Na", "10", "11", "12");
        person.leads.add("12");
        bench.sync();
        assertThat(bench.rows("member")).hasSize(1);
        assertThat(bench.rows("member_department")).hasSize(3);
        assertThat(bench.run.counts().read()).isEqualTo(5);
        assertThat(bench.run.counts().created()).isEqualTo(5);
        assertThat(bench.run.counts().changed() + bench.run.counts().unchanged())
                .isZero();
        assertThat(bench.member("a"))
                .containsEntry("main_dept_id", "11")
                .containsEntry("dept_names", "财务, 应付, 应收")
                .containsEntry("leader", true);
    }

    @Test
    void readingTheSameTwiceTouchesNoRow() {
        Person person = company.hire("a", "Li Na", "10", "11");
        person.leads.add("11");
        company.hire("b", "Bo", "1");
        bench.sync();
        var members = bench.rows("member");
        var departments = bench.rows("department");
        var places = bench.rows("member_department");
        bench.sync();
        assertThat(bench.rows("member")).isEqualTo(members);
        assertThat(bench.rows("department")).isEqualTo(departments);
        assertThat(bench.rows("member_department")).isEqualTo(places);
        assertThat(bench.run.counts().unchanged()).isEqualTo(6);
        assertThat(bench.run.counts().created() + bench.run.counts().changed()).isZero();
    }

    @Test
    void aBlankNeverOverwritesWhatIsKnown() {
        Person person = company.hire("a", "Li Na", "10");
        person.mobile = "13900000000";
        person.email = "li@example.com";
        person.title = "Clerk";
        bench.sync();
        person.mobile = "";
        person.email = null;
        person.title = null;
        bench.sync();
        assertThat(bench.member("a"))
                .containsEntry("mobile", "13900000000")
                .containsEntry("email", "li@example.com")
                .containsEntry("title", null);
    }

    @Test
    void aChangedNameIsMarkedForTheApprovals() {
        company.hire("a", "Li Na", "10");
        bench.sync();
        assertThat(bench.member("a")).containsEntry("name_pending", true);
        bench.jdbc.getJdbcTemplate().update("UPDATE member SET name_pending = FALSE");
        bench.sync();
        assertThat(bench.member("a")).containsEntry("name_pending", false);
        company.people.get("a").name = "Li Nana";
        bench.sync();
        assertThat(bench.member("a")).containsEntry("name_pending", true).containsEntry("name", "Li Nana");
        assertThat(bench.run.counts().changed()).isEqualTo(1);
    }

    @Test
    void idsAreComparedExactly() {
        company.hire("0412", "A", "10");
        company.hire("412", "B", "10");
        company.hire("abc", "C", "11");
        company.hire("ABC", "D", "11");
        bench.sync();
        assertThat(bench.rows("member")).hasSize(4);
        assertThat(bench.member("0412")).containsEntry("name", "A");
        assertThat(bench.member("ABC")).containsEntry("name", "D");
    }

    @Test
    void namesOfFourByteCharactersSurvive() {
        company.hire("a", "𠮷田 😀", "10");
        bench.sync();
        assertThat(bench.member("a")).containsEntry("name", "𠮷田 😀");
    }

    @Test
    void oneOddMemberStopsNobody() {
        company.hire("known", "Old name", "1");
        company.hire("b", "Bo", "1");
        bench.sync();
        company.people.remove("known");
        company.oddities.add(new Problem("member", "known", "hired_date is no whole number", false));
        company.hire("x".repeat(200), "An id that no row can hold", "1");
        company.hire("c", "Chen", "1");
        DirectoryOutcome outcome = bench.sync();
        assertThat(outcome.complete()).isTrue();
        assertThat(bench.member("c")).containsEntry("state", "active");
        assertThat(bench.member("known")).containsEntry("state", "active").containsEntry("name", "Old name");
        assertThat(bench.problems()).hasSize(2);
        assertThat(bench.run.counts().failed()).isEqualTo(2);
    }

    @Test
    void whatWasKnownLaterIsNotOverwritten() {
        company.hire("a", "Li Na", "10");
        bench.sync();
        bench.jdbc.getJdbcTemplate().update("UPDATE member SET name = 'Later', known_at = known_at + 86400000");
        company.people.get("a").name = "Earlier";
        bench.sync();
        assertThat(bench.member("a")).containsEntry("name", "Later");
    }

    @Test
    void aDepartmentThatCannotBeReadStopsNoOther() {
        company.hire("a", "Li Na", "10");
        company.hire("b", "Bo", "12");
        company.broken.put("10", Company.failure(ErrorClass.RETRY));
        DirectoryOutcome outcome = bench.sync();
        assertThat(outcome.complete()).isFalse();
        assertThat(outcome.message()).contains("1 gaps");
        assertThat(bench.member("b")).containsEntry("state", "active");
        assertThat(bench.problems()).hasSize(1);
    }

    @Test
    void aMissingPermissionEndsTheReading() {
        company.broken.put("1", Company.failure(ErrorClass.PERMANENT));
        assertThatThrownBy(bench::sync).isInstanceOf(CallException.class).hasMessage("The platform said no");
    }

    @Test
    void aRefusalThatConcernsEverybodyEndsTheReadingAnywhere() {
        company.broken.put("12", Company.failure(ErrorClass.REFUSED));
        assertThatThrownBy(bench::sync).isInstanceOf(CallException.class).hasMessage("The platform said no");
    }

    @Test
    void aPlatformThatIsOutOfOrderEndsTheReading() {
        for (int i = 100; i < 160; i++) {
            company.department("" + i, "1", "D" + i);
            company.broken.put("" + i, Company.failure(ErrorClass.RETRY));
        }
        assertThatThrownBy(bench::sync).isInstanceOf(CallException.class);
        assertThat(bench.problems().size()).isLessThan(60);
    }
}
