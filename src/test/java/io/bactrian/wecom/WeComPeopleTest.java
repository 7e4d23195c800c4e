package io.bactrian.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.call.Calls;
import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import io.bactrian.demo.Department;
import io.bactrian.demo.Person;
import io.bactrian.directory.DepartmentQuery;
import io.bactrian.directory.NamesQuery;
import io.bactrian.directory.NamesRoutes;
import io.bactrian.wecom.WeComWorld.Read;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WeCom's people, with each set of secrets: who is there, under which name, at which cost, and who is never marked. */
class WeComPeopleTest extends WithOneWeComWorld {
    @Test
    void theAppTellsEverybodyWithNamesAtTheLeastCost() {
        Connection connection = world.fresh("app");

        Read read = world.sync(connection);

        assertThat(read.outcome().message()).isNull();
        assertThat(read.counts().failed()).isZero();
        assertThat(world.people(connection, "name")).isEqualTo(world.namesOfCompany());
        assertThat(world.people(connection, "name_known").values()).containsOnly(true);
        assertThat(world.calls(WeComWorld.DEPARTMENTS)).isEqualTo(1);
        assertThat(world.calls(WeComWorld.MEMBERS))
                .isEqualTo(world.company.departments().size());
        assertThat(world.calls(WeComWorld.TOKEN)).isEqualTo(1);
        assertThat(world.standIn.meter().calls())
                .isEqualTo(2 + world.company.departments().size());
    }

    @Test
    void aPersonIsToldWithAllThatTheAppIsShown() {
        Connection connection = world.fresh("app");
        world.sync(connection);
        Person person = world.company.members().stream()
                .filter(one -> one.title().equals("主管") && one.departments().size() > 1)
                .findFirst()
                .orElseThrow();

        Map<String, Object> row = row(connection, WeComWorld.id(person));

        assertThat(row)
                .containsEntry("position", "主管")
                .containsEntry("mobile", person.mobile().isEmpty() ? null : person.mobile())
                .containsEntry("biz_mail", person.userid().toLowerCase(Locale.ROOT) + "@corp.example.com")
                .containsEntry("direct_leader", "manager4220")
                .containsEntry("leader", true)
                .containsEntry("account_state", person.active() ? "active" : "inactive")
                .containsEntry("dept_ids", ids(person).toString().replace(" ", ""));
        assertThat(row.get("gender")).isIn("male", "female");
        assertThat(world.rows("SELECT dept_order FROM wechat_user_department WHERE connection_name = '"
                        + connection.name() + "' AND userid = '" + WeComWorld.id(person) + "' AND dept_order IS NULL"))
                .isEmpty();
        assertThat(world.rows(
                        "SELECT leader_userids FROM wechat_department WHERE connection_name = '" + connection.name()
                                + "' AND dept_id = '" + person.departments().get(0) + "'"))
                .singleElement()
                .satisfies(department ->
                        assertThat(department.get("leader_userids").toString()).contains(WeComWorld.id(person)));
    }

    @Test
    void largerOrdersStandInFront() {
        Connection connection = world.fresh("app");
        world.sync(connection);

        assertThat(world.rows("SELECT dept_id, parent_id, sort_order FROM wechat_department WHERE connection_name = '"
                        + connection.name() + "' AND parent_id = '1' ORDER BY sort_order"))
                .extracting(row -> row.get("dept_id"))
                .isSortedAccordingTo((one, other) -> one.toString().compareTo(other.toString()))
                .hasSizeGreaterThan(2);
        assertThat(world.rows("SELECT parent_id FROM wechat_department WHERE connection_name = '" + connection.name()
                        + "' AND dept_id = '1'"))
                .singleElement()
                .satisfies(root -> assertThat(root.get("parent_id")).isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "contacts", "both"})
    void readingTheSameTwiceChangesNothing(String secrets) {
        Connection connection = world.fresh(secrets);
        world.sync(connection);
        var before = world.everything(connection);

        Read again = world.sync(connection);

        assertThat(again.counts().created() + again.counts().changed()).isZero();
        assertThat(again.counts().unchanged()).isEqualTo(again.counts().read());
        assertThat(world.everything(connection)).isEqualTo(before);
    }

    @Test
    void theContactSecretAloneTellsIdsInTheFewestCalls() {
        Connection connection = world.fresh("contacts");

        Read read = world.sync(connection);

        assertThat(read.outcome().message()).isNull();
        Map<String, Object> names = world.people(connection, "name");
        assertThat(names.keySet()).isEqualTo(world.namesOfCompany().keySet());
        assertThat(names).allSatisfy((id, name) -> assertThat(name).isEqualTo(id));
        assertThat(world.people(connection, "name_known").values()).containsOnly(false);
        assertThat(world.rows("SELECT name FROM member WHERE name IS NOT NULL AND connection_name = '"
                        + connection.name() + "'"))
                .isEmpty();
        assertThat(world.standIn.meter().callsByInterface())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(WeComWorld.TOKEN, 1L, WeComWorld.DEPARTMENT_IDS, 1L, WeComWorld.IDS, 1L));
    }

    @Test
    void pagesMayEndInTheMiddleOfAPerson() {
        Connection whole = world.fresh("contacts");
        world.sync(whole);
        Connection connection = world.fresh("contacts");
        world.faults().mostRows(1);

        world.sync(connection);

        assertThat(world.people(connection, "dept_ids")).isEqualTo(world.people(whole, "dept_ids"));
        assertThat(world.people(connection, "dept_ids"))
                .containsValue(world.company.members().stream()
                        .filter(person -> person.departments().size() > 1)
                        .map(person -> ids(person).toString().replace(" ", ""))
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void bothSecretsTellEverybodyAndSkipDepartmentsWithoutMembers() {
        Connection connection = world.fresh("both");
        world.company.open(new Department(61_999_999L, Department.ROOT, "空部门"));
        try {
            Read read = world.sync(connection);

            assertThat(read.outcome().message()).isNull();
            assertThat(world.people(connection, "name")).isEqualTo(world.namesOfCompany());
            long populated = world.company.members().stream()
                    .flatMap(person -> person.departments().stream())
                    .distinct()
                    .count();
            assertThat(world.calls(WeComWorld.MEMBERS)).isEqualTo(populated);
            assertThat(world.calls(WeComWorld.TOKEN)).isEqualTo(2);
            assertThat(world.standIn.meter().calls()).isEqualTo(5 + populated);
            assertThat(world.rows(
                            "SELECT name FROM wechat_department WHERE dept_id = '61999999' AND connection_name = '"
                                    + connection.name() + "'"))
                    .singleElement()
                    .satisfies(row -> assertThat(row.get("name")).isEqualTo("空部门"));
        } finally {
            world.company.close(61_999_999L);
        }
    }

    @Test
    void idsAreOnePersonInEverySpelling() {
        Connection connection = world.fresh("both");
        world.sync(connection);
        world.faults().spellOtherwise(true);

        Read read = world.sync(connection);

        assertThat(read.counts().created() + read.counts().changed()).isZero();
        assertThat(world.people(connection, "name")).isEqualTo(world.namesOfCompany());
    }

    @Test
    void whoLeftIsMarkedAndWhoComesBackIsThereAgain() {
        Connection connection = world.fresh("app");
        world.sync(connection);
        Person person = world.company.members().get(20);
        world.company.leave(person.userid());
        Read left = world.sync(connection);
        assertThat(left.outcome().markedLeft()).isEqualTo(1);
        assertThat(world.people(connection, "name")).doesNotContainKey(WeComWorld.id(person));

        world.company.join(person);
        world.sync(connection);

        assertThat(world.people(connection, "name")).containsEntry(WeComWorld.id(person), person.name());
    }

    @Test
    void aNameIsAskedForInAnySpellingAndWhoIsNotThereIsRemembered() {
        Connection connection = world.fresh("app");

        Map<?, ?> names = names(connection, "manager4220", "nobody");
        names(connection, "nobody");

        assertThat(names).hasToString("{manager4220=" + world.namesOfCompany().get("manager4220") + "}");
        assertThat(world.calls(WeComWorld.MEMBER)).isEqualTo(2);
        assertThat(world.rows("SELECT state FROM member WHERE userid = 'nobody' AND connection_name = '"
                        + connection.name() + "'"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("state", "unknown"));
    }

    @Test
    void withoutAnAppNobodyIsAskedForByName() {
        Connection connection = world.fresh("contacts");

        assertThat(names(connection, "manager4220")).isEmpty();
        assertThat(world.standIn.meter().calls()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "contacts"})
    void oneDepartmentIsRead(String secrets) {
        Connection connection = world.fresh(secrets);
        Department department = world.company.departments().get(2);

        var found = department(connection, Long.toString(department.id()));

        assertThat(found.name()).isEqualTo(secrets.equals("app") ? department.name() : null);
        assertThat(found.parentId()).isEqualTo(Long.toString(department.parentId()));
        assertThat(department(connection, "99")).isNull();
    }

    @Test
    void theLedgerCountsWhatThePlatformCounts() {
        Connection connection = world.fresh("both");
        world.sync(connection);
        world.runtime().ledger().flush();

        assertThat(world.rows(
                        "SELECT SUM(calls) AS n FROM api_usage WHERE connection_name = '" + connection.name() + "'"))
                .singleElement()
                .satisfies(row -> assertThat(((Number) row.get("n")).longValue())
                        .isEqualTo(world.standIn.meter().calls()));
    }

    private static io.bactrian.directory.Department department(Connection connection, String id) {
        return Calls.request(
                world.runtime().template(),
                connection.endpoint("department"),
                new DepartmentQuery(connection, id, Purpose.PEOPLE),
                io.bactrian.directory.Department.class);
    }

    private static Map<?, ?> names(Connection connection, String... ids) {
        return Calls.request(
                world.runtime().template(),
                NamesRoutes.NAMES,
                NamesQuery.of(connection, Set.of(ids), Purpose.PEOPLE, true),
                Map.class);
    }

    private static Map<String, Object> row(Connection connection, String userId) {
        List<Map<String, Object>> rows = world.rows("SELECT * FROM wechat_user WHERE connection_name = '"
                + connection.name() + "' AND userid = '" + userId + "'");
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private static List<String> ids(Person person) {
        return person.departments().stream()
                .map(id -> '"' + id.toString() + '"')
                .toList();
    }
}
