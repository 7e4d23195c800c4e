package io.bactrian.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.call.Purpose;
import io.bactrian.store.Database;
import io.bactrian.store.TestDatabases;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabases.class)
class DerivedColumnsTest {
    private static Database database;

    @Parameter
    TestDatabases kind;

    private Workbench bench;

    @BeforeParameterizedClassInvocation
    static void open(TestDatabases kind) {
        database = kind.open();
    }

    @AfterParameterizedClassInvocation
    static void close() {
        database.close();
    }

    @BeforeEach
    void start() throws Exception {
        use(MainDepartment.LEAF);
    }

    private void use(MainDepartment rule) throws Exception {
        if (bench != null) {
            bench.close();
        }
        bench = new Workbench(database, rule);
        bench.company.department("10", "1", "财务");
        bench.company.department("11", "10", "应付");
        bench.company.department("12", "10", "应收");
        bench.company.department("20", "1", "IT");
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void pathsRunFromTheTopDown() {
        bench.sync();
        assertThat(bench.department("11"))
                .containsEntry("id_path", "/1/10/11/")
                .containsEntry("name_path", "公司/财务/应付")
                .containsEntry("depth", 2);
    }

    @Test
    void aPersonCountsOnceInEachDepartmentAbove() {
        bench.company.hire("a", "A", "11", "12");
        bench.company.hire("b", "B", "12");
        bench.company.hire("c", "C", "10");
        bench.company.hire("d", "D", "1");
        bench.sync();
        assertHeads("12", 2, 2);
        assertHeads("10", 1, 3);
        assertHeads("1", 1, 4);
        assertHeads("20", 0, 0);
    }

    private void assertHeads(String department, int direct, int total) {
        assertThat(bench.department(department))
                .containsEntry("direct_headcount", direct)
                .containsEntry("total_headcount", total);
    }

    @Test
    void parentsThatGoInACircleDoNoHarm() {
        bench.company.department("30", "31", "X");
        bench.company.department("31", "30", "Y");
        bench.company.department("40", "99", "Orphan");
        bench.company.hire("a", "A", "30");
        bench.company.hire("b", "B", "40");
        assertThat(bench.sync().hasFailed()).isFalse();
        assertHeads("40", 1, 1);
        assertHeads("30", 1, 1);
        assertThat(bench.department("40")).containsEntry("id_path", "/40/").containsEntry("depth", 0);
    }

    @Test
    void aRenamedDepartmentReachesPathsAndPeople() {
        bench.company.hire("a", "A", "11");
        bench.sync();
        bench.company.department("10", "1", "Finance");
        bench.company.department("11", "10", "Payables");
        bench.sync();
        assertThat(bench.department("11")).containsEntry("name_path", "公司/Finance/Payables");
        assertThat(bench.member("a"))
                .containsEntry("dept_names", "Payables")
                .containsEntry("main_dept_name", "Payables");
    }

    @Test
    void theDeepestDepartmentIsTheMainOne() {
        bench.company.hire("a", "A", "1", "20", "12", "11");
        bench.sync();
        assertMain("12");
    }

    @Test
    void theFirstDepartmentIsTheMainOne() throws Exception {
        use(MainDepartment.FIRST);
        bench.company.hire("a", "A", "20", "11");
        bench.sync();
        assertMain("20");
    }

    @Test
    void thePlatformsMarkDecidesAndOutlivesAReading() throws Exception {
        use(MainDepartment.PLATFORM);
        bench.company.hire("a", "A", "20", "11").mainDepartment = "11";
        bench.names.find(bench.connection, List.of("a"), Purpose.LIVE);
        bench.sync();
        assertMain("11");
    }

    @Test
    void withoutThePlatformsMarkTheFirstDepartmentIsTheMainOne() throws Exception {
        use(MainDepartment.PLATFORM);
        bench.company.hire("a", "A", "20", "11");
        bench.sync();
        assertMain("20");
    }

    private void assertMain(String department) {
        assertThat(bench.member("a")).containsEntry("main_dept_id", department);
        assertThat(bench.rows("member_department"))
                .filteredOn(row -> Boolean.TRUE.equals(row.get("is_main")))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("dept_id", department));
    }
}
