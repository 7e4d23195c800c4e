package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.demo.Department;
import io.bactrian.demo.Person;
import io.bactrian.store.TestDatabases;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** People, templates and a past of approvals, compared field by field with the company that they came from. */
@ParameterizedClass
@EnumSource(TestDatabases.class)
class WholeJobTest {
    private static World world;
    private static World.Outcome outcome;

    @Parameter
    TestDatabases database;

    @BeforeParameterizedClassInvocation
    static void readEverything(TestDatabases database) {
        world = World.of(database);
        world.syncPeople();
        outcome = world.history();
    }

    @AfterParameterizedClassInvocation
    static void close() {
        world.close();
    }

    @Test
    void theRunSaysWhatItDid() {
        assertThat(outcome.failure()).isEmpty();
        assertThat(outcome.state()).isEqualTo("succeeded");
        assertThat(outcome.counts().created()).isEqualTo(world.company().approvalCount());
        assertThat(outcome.counts().read()).isEqualTo(world.company().approvalCount());
        assertThat(outcome.counts().changed()
                        + outcome.counts().unchanged()
                        + outcome.counts().failed())
                .isZero();
    }

    @Test
    void everyApprovalIsARowLikeTheCompanysOwn() {
        assertThat(Rows.differences(new CompanyRows(world.company()).instances(), world.rows(CompanyRows.INSTANCES)))
                .isEmpty();
    }

    @Test
    void everyTaskIsARowLikeTheCompanysOwn() {
        assertThat(Rows.differences(new CompanyRows(world.company()).tasks(), world.rows(CompanyRows.TASKS)))
                .isEmpty();
    }

    @Test
    void everyRecordIsARowAndCommentsAreAmongThem() {
        Map<String, Map<String, Object>> expected = new CompanyRows(world.company()).records();
        assertThat(Rows.differences(expected, world.rows(CompanyRows.RECORDS))).isEmpty();
        assertThat(expected.values()).anyMatch(row -> "ADD_REMARK".equals(row.get("operation_type")));
    }

    @Test
    void theListIsEmptyAfterwards() {
        assertThat(world.rows("SELECT * FROM work_item")).isEmpty();
    }

    @Test
    void everyTemplateIsARow() {
        assertThat(world.rows("SELECT process_code AS code, name FROM process_template").stream()
                        .collect(Collectors.toMap(row -> row.get("code"), row -> row.get("name"))))
                .isEqualTo(world.company().templates().stream()
                        .collect(Collectors.toMap(template -> template.processCode(), template -> template.name())));
    }

    @Test
    void everyMemberIsARowWithTheNameOfToday() {
        assertThat(world.rows("SELECT userid, name FROM dingtalk_user").stream()
                        .collect(Collectors.toMap(row -> row.get("userid"), row -> row.get("name"))))
                .isEqualTo(world.company().members().stream().collect(Collectors.toMap(Person::userid, Person::name)));
    }

    @Test
    void departmentsCountTheirActiveMembersDirectlyAndBelow() {
        Map<String, List<Long>> expected = new TreeMap<>();
        for (Department department : world.company().departments()) {
            expected.put(
                    String.valueOf(department.id()),
                    List.of(headcount(Set.of(department.id())), headcount(withAllBelow(department.id()))));
        }
        Map<String, List<Long>> actual = new TreeMap<>();
        world.rows("SELECT dept_id, direct_headcount, total_headcount FROM department")
                .forEach(row -> actual.put(
                        (String) row.get("dept_id"),
                        List.of(
                                ((Number) row.get("direct_headcount")).longValue(),
                                ((Number) row.get("total_headcount")).longValue())));
        assertThat(actual).isEqualTo(expected);
    }

    private long headcount(Set<Long> departments) {
        return world.company().members().stream()
                .filter(person -> person.departments().stream().anyMatch(departments::contains))
                .count();
    }

    private Set<Long> withAllBelow(long id) {
        Set<Long> all = new HashSet<>(Set.of(id));
        boolean grown = true;
        while (grown) {
            grown = all.addAll(world.company().departments().stream()
                    .filter(department -> all.contains(department.parentId()))
                    .map(Department::id)
                    .toList());
        }
        return all;
    }
}
