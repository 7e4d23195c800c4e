package io.bactrian.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.approval.ApprovalRoutes;
import io.bactrian.approval.ApprovalRun;
import io.bactrian.approval.HistoryRequest;
import io.bactrian.connection.Connection;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.Person;
import io.bactrian.demo.wecom.OaFile;
import io.bactrian.directory.NamesTold;
import io.bactrian.promise.Rows;
import io.bactrian.promise.TravelClock;
import io.bactrian.run.Run;
import io.bactrian.run.RunLedger;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What forms tell of people whom the directory knows by their ids only. */
@Timeout(120)
class NamesInFormsTest {
    private static final int ORIGINATOR = 10;
    private static final int APPROVER = 11;

    @Test
    void contactsAreReadAlsoInTables() {
        assertThat(FormNames.of(InfoJson.answer("""
                {"contents":[
                  {"control":"Contact","value":{"members":[{"userid":"ZhangSan","name":"张三"},{"userid":"u2"},
                                                           {"userid":"u3","name":" "},{"name":"Nobody"}]}},
                  {"control":"Contact","value":{"departments":[{"openapi_id":"12","name":"研发部"},{"openapi_id":"13"}]}},
                  {"control":"Text","value":{"text":"x","members":[{"userid":"u4","name":"Not a contact"}]}},
                  {"control":"RelatedApproval","value":{"related_approval":[{"sp_no":"1","name":"Only a name"}]}},
                  {"control":"Table","value":{"children":[{"list":[
                    {"control":"Contact","value":{"members":{"userid":"u5","name":"李四"}}}]}]}}]}""").get("contents")))
                .isEqualTo(new NamesTold(Map.of("zhangsan", "张三", "u5", "李四"), Map.of("12", "研发部")));
        assertThat(FormNames.of(null)).isEqualTo(NamesTold.NONE);
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void aFormNamesPeopleWhomOnlyTheirIdsWereKnownOf(TestDatabases database) {
        CompanySize size =
                CompanySize.small(TravelClock.BEGINNING).withPeople(20).withApprovals(0);
        try (WeComWorld world = new WeComWorld(database, size, Map.of())) {
            world.declare("story", "", world.standIn.contactSecret());
            world.restart(Map.of());
            world.sync(world.connection("story"));
            world.declare("story", world.standIn.secret(), world.standIn.contactSecret());
            world.restart(Map.of());
            OaFile office = world.standIn.approvals();
            Person originator = world.company.members().get(ORIGINATOR);
            Person approver = world.company.members().get(APPROVER);

            String old = office.submit(0, ORIGINATOR, List.of(List.of(APPROVER)));
            history(world);
            assertThat(approval(world, old))
                    .containsEntry("originator_name", WeComWorld.id(originator))
                    .containsEntry("current_approvers", WeComWorld.id(approver));

            office.submit(1, ORIGINATOR - 5, List.of(List.of(1)));
            office.submit(1, APPROVER - 5, List.of(List.of(1)));
            long asked = world.calls(WeComWorld.MEMBER);
            history(world);
            assertThat(world.calls(WeComWorld.MEMBER)).isEqualTo(asked);
            assertThat(person(world, originator)).containsEntry("name", originator.name());
            assertThat(person(world, originator).get("name_known").toString()).isIn("true", "1");
            assertDepartments(world, originator);
            assertNames(world, old, originator.name(), approver.name());

            var before = everything(world);
            history(world);
            assertThat(Rows.differences(before, everything(world))).isEmpty();

            world.company.rename(originator.userid(), "欧阳新名");
            world.sync(world.connection("story"));
            history(world);
            assertThat(person(world, originator)).containsEntry("name", "欧阳新名");
            assertDepartments(world, originator);
            assertNames(world, old, "欧阳新名", approver.name());
        }
    }

    /** The one that a form named has its name everywhere, the others their ids as before. */
    private static void assertDepartments(WeComWorld world, Person named) {
        Map<Long, String> names = new HashMap<>();
        world.company.departments().forEach(department -> names.put(department.id(), department.name()));
        String told = names.get(named.departments().get(0));
        assertThat(world.rows("SELECT dept_id, name, name_known, name_path FROM wechat_department"
                        + " WHERE connection_name = 'story' AND dept_id = '"
                        + named.departments().get(0) + "'"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("name_path").toString()).endsWith(told))
                .satisfies(row -> assertThat(row).containsEntry("name", told))
                .satisfies(row -> assertThat(row.get("name_known").toString()).isIn("true", "1"));
        assertThat(person(world, named).get("dept_names").toString()).contains(told);
    }

    /** Without the templates, whose rows say when each was last seen. */
    private static Map<String, List<Map<String, Object>>> everything(WeComWorld world) {
        Map<String, List<Map<String, Object>>> rows =
                Rows.everything(world.runtime().tables().jdbc());
        rows.remove("process_template");
        return rows;
    }

    private static void assertNames(WeComWorld world, String number, String originator, String approver) {
        assertThat(approval(world, number))
                .containsEntry("originator_name", originator)
                .containsEntry("current_approvers", approver);
        assertThat(world.rows("SELECT user_name FROM process_task WHERE process_instance_id = '" + number + "'"))
                .extracting(row -> row.get("user_name"))
                .containsExactly(approver);
        assertThat(world.rows("SELECT user_name FROM process_operation_record WHERE process_instance_id = '" + number
                        + "' ORDER BY position"))
                .extracting(row -> row.get("user_name"))
                .contains(originator);
    }

    private static Map<String, Object> approval(WeComWorld world, String number) {
        return world.rows("SELECT originator_name, current_approvers FROM process_instance"
                        + " WHERE process_instance_id = '" + number + "'")
                .get(0);
    }

    private static Map<String, Object> person(WeComWorld world, Person person) {
        return world.rows(
                        "SELECT name, name_known, dept_names FROM wechat_user WHERE connection_name = 'story' AND userid = '"
                                + WeComWorld.id(person) + "'")
                .get(0);
    }

    private static void history(WeComWorld world) {
        Connection connection = world.connection("story");
        Instant now = world.clock.instant();
        Run run = world.runtime().runs().start(connection, "history", now.toString());
        ApprovalRun asked = new ApprovalRun(
                connection,
                run,
                ApprovalRoutes.HISTORY,
                new HistoryRequest(
                        connection, run, now.minus(Duration.ofDays(1)), now.plusSeconds(1), List.of(), true));
        world.runtime().template().requestBody(ApprovalRoutes.RUN, asked);
        assertThat(asked.failure()).isEmpty();
        assertThat(run.counts().failed()).isZero();
        world.runtime().runs().end(connection, run, RunLedger.SUCCEEDED, null);
    }
}
