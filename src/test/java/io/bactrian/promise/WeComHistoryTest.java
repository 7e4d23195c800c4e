package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.demo.wecom.OaFile;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The promises about the past, kept for WeCom as well. */
class WeComHistoryTest {
    private static final int APPROVALS = 120;

    private WeComWorld world;

    @AfterEach
    void close() {
        world.close();
    }

    private void open(TestDatabases database, Map<String, String> settings) {
        world = new WeComWorld(database.fresh(), APPROVALS, settings);
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void everythingIsReadAndTheSameAgainChangesNothing(TestDatabases database) {
        open(database, Map.of());

        World.Outcome first = world.history();
        assertThat(first.failure()).isEmpty();
        assertThat(first.state()).isEqualTo("succeeded");
        assertThat(first.counts().created()).isEqualTo(APPROVALS);
        assertThat(world.differencesFromCompany()).isEmpty();
        assertThat(world.rows("SELECT * FROM work_item")).isEmpty();
        assertThat(world.calls(WeComWorld.DETAIL)).isEqualTo(APPROVALS);
        assertThat(world.calls(WeComWorld.LIST))
                .as("three windows for all templates, with short and empty pages")
                .isLessThanOrEqualTo(9);
        assertThat(world.rows("SELECT name FROM process_template ORDER BY process_code"))
                .extracting(row -> row.get("name"))
                .containsExactly("用印申请", "费用报销", "请假");

        assertThat(world.rows("SELECT DISTINCT originator_userid AS id FROM process_instance"
                        + " WHERE originator_name = originator_userid"))
                .as("everybody has a name")
                .isEmpty();

        Map<String, List<Map<String, Object>>> before = world.everything();
        World.Outcome second = world.history();
        assertThat(second.counts().created() + second.counts().changed()).isZero();
        assertThat(world.calls(WeComWorld.DETAIL))
                .as("only those that are open")
                .isEqualTo(APPROVALS + open());
        World.Outcome forced = WeComWorld.history(world.runtime(), world.connection(), true);
        assertThat(forced.counts().unchanged()).isEqualTo(APPROVALS);
        before.remove("process_template");
        assertThat(Rows.differences(before, world.everything())).isEmpty();
        assertThat(world.rebuild().changed()).isZero();
        assertThat(Rows.differences(before, world.everything())).isEmpty();
    }

    private long open() {
        return world.number("SELECT COUNT(*) FROM process_instance WHERE status = 'RUNNING'");
    }

    @Test
    void pagesThatAreEmptyOrShortAreNotTheEndAndAWindowThatIsTooWideIsHalved() {
        world = new WeComWorld(
                TestDatabases.H2.fresh(), 230, Map.of("connection.wecom.templates", "3TkExpenseSample,3TkLeaveSample"));
        world.standIn().faults().answerNext(2, 301112, "getapprovalinfo").answerNext(2, -1, "getapprovaldetail");

        World.Outcome outcome = world.history();

        assertThat(outcome.state()).isEqualTo("succeeded");
        assertThat(world.rows("SELECT * FROM run_problem")).isEmpty();
        assertThat(world.rows("SELECT * FROM history_window WHERE state <> 'done'"))
                .isEmpty();
        assertThat(world.number("SELECT COUNT(*) FROM history_window")).isEqualTo(2 * 3 + 2);
        assertThat(world.number("SELECT COUNT(*) FROM process_instance"))
                .as("the third template is not asked for")
                .isEqualTo(230 - 76);
    }

    @Test
    void aPlatformThatFindsEverySpanTooLongIsNotAskedForEver() {
        open(TestDatabases.H2, Map.of());
        world.standIn().faults().answer(301112, "getapprovalinfo");

        World.Outcome outcome = world.history();

        assertThat(outcome.state()).isEqualTo("stopped");
        assertThat(outcome.failure()).contains("301112").contains("down to six hours");
        assertThat(world.number("SELECT COUNT(*) FROM history_window")).isBetween(100L, 1000L);
    }

    @Test
    void anAppThatMayNotReadApprovalsEndsTheRunWithTheRemedy() {
        open(TestDatabases.H2, Map.of());
        world.standIn().faults().answer(301055, "oa/");

        World.Outcome outcome = world.history();

        assertThat(outcome.state()).isEqualTo("stopped");
        assertThat(outcome.failure()).contains("301055").contains("apps that may call");
        assertThat(world.rows("SELECT * FROM process_instance")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void aSweepFindsWhatHasEndedAndARefreshWhatWasUndoneAfterItsEnd(TestDatabases database) {
        open(database, Map.of());
        world.history();
        List<Map<String, Object>> running = world.rows(
                "SELECT process_instance_id AS id FROM process_instance WHERE status = 'RUNNING' ORDER BY 1");
        String ended = (String) running.get(0).get("id");
        String withdrawn = (String) running.get(1).get("id");
        String agreed = (String) world.rows("SELECT process_instance_id AS id FROM process_instance"
                        + " WHERE platform_status = '2' ORDER BY finish_time DESC LIMIT 1")
                .get(0)
                .get("id");
        world.standIn().approvals().refuse(ended, "no");
        world.standIn().approvals().withdraw(withdrawn);
        world.standIn().approvals().revoke(agreed);
        world.standIn().faults().answerNext(1, 301112, "getapprovalinfo");
        long lists = world.calls(WeComWorld.LIST);
        long details = world.calls(WeComWorld.DETAIL);

        assertThat(world.sweep().counts().changed()).isEqualTo(2);
        assertThat(world.calls(WeComWorld.DETAIL) - details).isEqualTo(2);
        assertThat(world.calls(WeComWorld.LIST) - lists)
                .as("three windows, one of them in halves")
                .isEqualTo(3 + 2);
        assertThat(world.refresh(30).counts().changed()).isEqualTo(1);
        assertThat(world.differencesFromCompany()).isEmpty();
        assertThat(world.rows("SELECT status, result, platform_status FROM process_instance"
                        + " WHERE process_instance_id = '" + agreed + "'"))
                .containsExactly(row("TERMINATED", null, "6"));
    }

    @Test
    void whatIsSentBackWaitsAgainAndItsSecondRoundStandsThereToo() {
        world = new WeComWorld(TestDatabases.H2.fresh(), 0, Map.of());
        OaFile office = world.standIn().approvals();
        // before the last moment that a history looks at
        world.clock().jump(Duration.ofHours(-3));
        String number = office.submit(0, 1, List.of(List.of(2), List.of(3)));
        world.clock().jump(Duration.ofMinutes(10));
        office.agree(number, "first round");
        world.history();
        assertThat(tasks()).containsExactly("1 COMPLETED AGREE", "2 RUNNING NONE");

        world.clock().jump(Duration.ofMinutes(10));
        office.sendBack(number, "the receipt is missing");
        assertThat(world.history().counts().changed()).isEqualTo(1);

        assertThat(world.differencesFromCompany())
                .as("it waits for the first again")
                .isEmpty();
        assertThat(tasks()).containsExactly("1 RUNNING NONE", "2 COMPLETED RETURNED");
        assertThat(records())
                .containsExactly(
                        "START_PROCESS_INSTANCE NONE null", "EXECUTE_TASK_NORMAL RETURNED the receipt is missing");
        assertThat(world.rows("SELECT t.userid FROM process_task t WHERE t.status = 'RUNNING' AND t.create_time ="
                        + " (SELECT MAX(finish_time) FROM process_task)"))
                .as("since it was sent back")
                .hasSize(1);

        world.clock().jump(Duration.ofMinutes(10));
        office.agree(number, "second round");
        assertThat(world.history().counts().changed()).isEqualTo(1);
        assertThat(tasks()).containsExactly("1 COMPLETED AGREE", "2 RUNNING NONE");

        world.clock().jump(Duration.ofMinutes(10));
        office.agree(number, "now it is right");
        assertThat(world.sweep().counts().changed()).isEqualTo(1);
        assertThat(world.differencesFromCompany()).isEmpty();
        assertThat(tasks()).containsExactly("1 COMPLETED AGREE", "2 COMPLETED AGREE");
        assertThat(records())
                .containsExactly(
                        "START_PROCESS_INSTANCE NONE null",
                        "EXECUTE_TASK_NORMAL AGREE second round",
                        "EXECUTE_TASK_NORMAL AGREE now it is right");
        assertThat(world.rows("SELECT * FROM work_item")).isEmpty();
    }

    private List<String> tasks() {
        return world.rows("SELECT activity_id, status, result FROM process_task ORDER BY position").stream()
                .map(row -> row.get("activity_id") + " " + row.get("status") + " " + row.get("result"))
                .toList();
    }

    private List<String> records() {
        return world
                .rows("SELECT operation_type, operation_result, remark FROM process_operation_record ORDER BY position")
                .stream()
                .map(row -> row.get("operation_type") + " " + row.get("operation_result") + " " + row.get("remark"))
                .toList();
    }

    private static Map<String, Object> row(String status, String result, String platformStatus) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("status", status);
        row.put("result", result);
        row.put("platform_status", platformStatus);
        return row;
    }

    @Test
    void aBackfillThatWasKilledGoesOnWhereItStopped() throws Exception {
        open(TestDatabases.MYSQL, Map.of("approval.batch", "5"));
        world.standIn().faults().latency(Duration.ofMillis(15));
        Process killed = BackfillProcess.start(80, world.settings());
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> world.calls(WeComWorld.DETAIL) >= 40);
        killed.destroyForcibly().waitFor();
        world.standIn().faults().none();

        World.Outcome resumed = world.history();

        assertThat(resumed.run().isResumed()).isTrue();
        assertThat(resumed.state()).isEqualTo("succeeded");
        assertThat(world.differencesFromCompany()).isEmpty();
        assertThat(world.rows("SELECT * FROM work_item")).isEmpty();
    }
}
