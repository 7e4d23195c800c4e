package io.bactrian.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.call.Calls;
import io.bactrian.call.Purpose;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names of departments from elsewhere than the directory. */
class ToldDepartmentsTest extends AtTheWorkbench {
    @BeforeEach
    void start() {
        bench.company.department("2", "1", null);
        bench.company.department("3", "2", "Labs");
        bench.company.hire("a", "Ann", "3");
        bench.company.hire("b", "Bo", "2");
        bench.sync();
    }

    private void tell(Map<String, String> departments) {
        NamesQuery query = NamesQuery.of(bench.connection, List.of(), Purpose.LIVE, true)
                .withTold(new NamesTold(Map.of(), departments));
        Calls.request(bench.template, NamesRoutes.NAMES, query, Map.class);
    }

    @Test
    void theNameComesIntoPathsAndBesidePeople() {
        tell(Map.of("2", " Research "));

        assertThat(bench.department("2")).containsEntry("name", "Research").containsEntry("name_path", "公司/Research");
        assertThat(bench.department("3")).containsEntry("name_path", "公司/Research/Labs");
        assertThat(bench.member("b"))
                .containsEntry("dept_names", "Research")
                .containsEntry("main_dept_name", "Research");
        assertThat(bench.company.askedFor).isEmpty();
    }

    @Test
    void tellingAgainAndReadingAgainWriteNothing() {
        tell(Map.of("2", "Research"));
        var departments = bench.rows("department");
        var members = bench.rows("member");

        tell(Map.of("2", "Development"));
        bench.sync();

        assertThat(bench.run.counts().changed()).isZero();
        assertThat(bench.rows("department")).isEqualTo(departments);
        assertThat(bench.rows("member")).isEqualTo(members);
    }

    @Test
    void theDirectorysOwnNameStaysAndAnyLaterOneComesOverIt() {
        tell(Map.of("2", "Research", "3", "Laboratories"));
        assertThat(bench.department("3")).containsEntry("name", "Labs");

        bench.company.department("2", "1", "R&D");
        bench.sync();
        tell(Map.of("2", "Research"));

        assertThat(bench.department("2")).containsEntry("name", "R&D");
        assertThat(bench.department("3")).containsEntry("name_path", "公司/R&D/Labs");
        assertThat(bench.member("b")).containsEntry("dept_names", "R&D");
    }

    @Test
    void whatTheDirectoryDoesNotKnowAndWhatIsNoNameMakeNothing() {
        var before = bench.rows("department");

        tell(Map.of("9", "Somewhere", "2", " ", " ", "Nothing"));
        tell(Map.of("2", "2"));

        assertThat(bench.rows("department")).isEqualTo(before);
    }

    @Test
    void anIdThatTheDatabaseTakesForAnotherIsNoNews() {
        tell(Map.of("2 ", "Research"));

        assertThat(bench.department("2")).containsEntry("name", null);
    }
}
