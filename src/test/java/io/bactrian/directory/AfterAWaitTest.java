package io.bactrian.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.store.HeldRows;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever had to wait for somebody else's transaction decides by what that one has left, not by what was there before. */
class AfterAWaitTest extends AtTheWorkbench {
    @BeforeEach
    void start() {
        bench.company.department("10", "1", "财务");
        bench.company.department("20", "1", "IT");
        bench.company.hire("a", "Li Na", "10");
        bench.sync();
    }

    private DerivedColumns derivedColumns() {
        return new DerivedColumns(bench.clock, Workbench.ZONE, bench.jdbc, bench.transactions, MainDepartment.LEAF);
    }

    private DepartmentStore departments() {
        return new DepartmentStore(bench.clock, Workbench.ZONE, bench.jdbc, bench.transactions);
    }

    private MemberStore members() {
        return new MemberStore(bench.clock, Workbench.ZONE, bench.jdbc, bench.transactions, new NameCache(1));
    }

    private String ofConnection() {
        return " WHERE connection_name = '" + bench.connection.name() + "'";
    }

    /** What holds a row of {@code table}, and what happens before it lets go. */
    private void whileHolding(String table, String key, Runnable waiting, String... meanwhile) {
        String hold = "SELECT 1 FROM " + table + ofConnection() + " AND " + key;
        HeldRows.untilSomebodyWaits(database.dataSource(), kind, hold, waiting, meanwhile);
    }

    private String sees(String what, String id) {
        return "UPDATE directory_seen SET read_at = " + (bench.clock.millis() + 1000) + ofConnection() + " AND kind = '"
                + what + "' AND item_id = '" + id + "'";
    }

    @Test
    void pathsHaveTheDepartmentsThatWereAddedMeanwhile() {
        whileHolding(
                "department",
                "dept_id = '1'",
                () -> derivedColumns().department(bench.connection, "20"),
                "INSERT INTO department (connection_name, dept_id, platform, parent_id, name, direct_headcount,"
                        + " total_headcount, state, known_at, content_hash, update_time) VALUES ('"
                        + bench.connection.name() + "', '30', 'fake', '10', '中心', 0, 0, 'active', 1, '', NOW())",
                "UPDATE department SET parent_id = '30'" + ofConnection() + " AND dept_id = '20'");
        assertThat(bench.department("20")).containsEntry("name_path", "公司/财务/中心/IT");
    }

    @Test
    void peopleHaveTheNameThatTheirDepartmentGotMeanwhile() {
        whileHolding(
                "member",
                "userid = 'a'",
                () -> derivedColumns().department(bench.connection, "10"),
                "UPDATE department SET name = '财务部'" + ofConnection() + " AND dept_id = '10'");
        assertThat(bench.member("a")).containsEntry("dept_names", "财务部").containsEntry("main_dept_name", "财务部");
    }

    @Test
    void aPersonHasTheNameThatHerDepartmentGotMeanwhile() {
        whileHolding(
                "department",
                "dept_id = '10'",
                () -> bench.transactions.run(() -> derivedColumns().member(bench.connection, "a")),
                "UPDATE department SET name = '财务部'" + ofConnection() + " AND dept_id = '10'");
        assertThat(bench.member("a")).containsEntry("dept_names", "财务部");
    }

    @Test
    void nobodyIsMarkedWhoWasSeenMeanwhile() {
        long heard = bench.clock.millis();
        bench.clock.move(Duration.ofSeconds(1));
        whileHolding(
                "member",
                "userid = 'a'",
                () -> bench.transactions.run(() -> members().left(bench.connection, "a", heard)),
                sees("member", "a"));
        whileHolding(
                "department",
                "dept_id = '20'",
                () -> departments().gone(bench.connection, "20", heard),
                sees("department", "20"));
        assertThat(bench.member("a")).containsEntry("state", "active");
        assertThat(bench.department("20")).containsEntry("state", "active");
    }

    @Test
    void aReadingMarksNothingThatAnEventShowedMeanwhile() {
        bench.clock.move(Duration.ofMinutes(1));
        Reconciliation reconciliation =
                new Reconciliation(bench.clock, Workbench.ZONE, bench.jdbc, bench.transactions, 100);
        whileHolding(
                "member",
                "userid = 'a'",
                () -> reconciliation.mark(bench.connection, bench.clock.instant()),
                sees("member", "a"));
        assertThat(bench.member("a")).containsEntry("state", "active");
        bench.sync();
        bench.clock.move(Duration.ofMinutes(1));
        whileHolding(
                "department",
                "dept_id = '20'",
                () -> reconciliation.mark(bench.connection, bench.clock.instant()),
                sees("department", "20"));
        assertThat(bench.department("20")).containsEntry("state", "active");
        assertThat(bench.department("10")).containsEntry("state", "gone");
    }
}
