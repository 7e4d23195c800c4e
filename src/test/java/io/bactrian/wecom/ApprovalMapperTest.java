package io.bactrian.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.bactrian.approval.Approval;
import io.bactrian.approval.ApprovalTask;
import io.bactrian.approval.MalformedAnswerException;
import io.bactrian.approval.OperationRecord;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalMapperTest {
    private final ApprovalMapper mapper = new ApprovalMapper(ZoneId.of("Asia/Shanghai"));

    private Approval map(String payload) {
        return mapper.map("wecom", "202601050001", null, payload, null, Instant.EPOCH);
    }

    @Test
    void anApprovedOneIsMappedWithEverythingItHas() {
        Approval approval = map(Answers.of("detail-approved"));

        assertThat(approval.title()).isEqualTo("费用报销");
        assertThat(approval.templateCode()).isEqualTo("3TkSampleTemplate");
        assertThat(approval.businessId()).isEqualTo("202601050001");
        assertThat(approval.status()).isEqualTo(Approval.COMPLETED);
        assertThat(approval.platformStatus()).isEqualTo("2");
        assertThat(approval.result()).isEqualTo("agree");
        assertThat(approval.originatorId()).isEqualTo("u1001");
        assertThat(approval.originatorDeptId()).isEqualTo("12");
        assertThat(approval.createTime()).isEqualTo(LocalDateTime.of(2026, 1, 5, 10, 0));
        assertThat(approval.finishTime()).isEqualTo(LocalDateTime.of(2026, 1, 5, 11, 0));
        assertThat(approval.ccUserIds()).containsExactly("u1003", "u1005");
        assertThat(approval.formCleaned().toString()).isEqualTo("{\"事由\":\"出差交通费\",\"金额\":120.50}");
        assertThat(approval.runningTasks()).isEmpty();
    }

    @Test
    void whoNeedNotActAnyMoreHasATaskThatIsCancelled() {
        assertThat(map(Answers.of("detail-approved")).tasks())
                .extracting(
                        ApprovalTask::id,
                        ApprovalTask::userId,
                        ApprovalTask::status,
                        ApprovalTask::result,
                        ApprovalTask::groupName)
                .containsExactly(
                        tuple("1-u1002", "u1002", "COMPLETED", "AGREE", "或签"),
                        tuple("1-u1004", "u1004", "CANCELED", "NONE", "或签"));
    }

    @Test
    void theHistoryIsPutTogetherByTime() {
        assertThat(map(Answers.of("detail-approved")).records())
                .extracting(
                        OperationRecord::position,
                        OperationRecord::type,
                        OperationRecord::userId,
                        OperationRecord::result,
                        OperationRecord::remark)
                .containsExactly(
                        tuple(0, "START_PROCESS_INSTANCE", "u1001", "NONE", null),
                        tuple(1, "EXECUTE_TASK_NORMAL", "u1002", "AGREE", "同意"),
                        tuple(2, "ADD_REMARK", "u1003", "NONE", "已知悉"));
        assertThat(map(Answers.of("detail-approved")).records().get(2).attachments())
                .hasToString("[{\"fileId\":\"WWCISP_note\"}]");
    }

    @Test
    void aStatusThatIsNotKnownHasNotEnded() {
        String running = Answers.of("detail-running");
        String strange = running.replaceFirst("\"sp_status\": ?1", "\"sp_status\":99");
        assertThat(strange).isNotEqualTo(running);

        Approval approval = map(strange);

        assertThat(approval.platformStatus()).isEqualTo("99");
        assertThat(approval.runningTasks())
                .isEqualTo(map(running).runningTasks())
                .isNotEmpty();
        assertThat(approval.tasks()).extracting(ApprovalTask::status).doesNotContain("CANCELED");
    }

    @Test
    void onlyTheFirstWhoIsPendingInTheFirstOpenNodeIsWaitedFor() {
        Approval approval = map(Answers.of("detail-running"));

        assertThat(approval.tasks())
                .extracting(ApprovalTask::id, ApprovalTask::status, ApprovalTask::result, ApprovalTask::groupName)
                .containsExactly(
                        tuple("1-u1002", "COMPLETED", "AGREE", "会签"),
                        tuple("1-u1006", "COMPLETED", "REDIRECTED", "会签"),
                        tuple("1-u1007", "COMPLETED", "AGREE", "会签"),
                        tuple("2-u1008", "COMPLETED", "AGREE", "依次审批"),
                        tuple("2-u1009", "RUNNING", "NONE", "依次审批"),
                        tuple("2-u1010", "NEW", "NONE", "依次审批"),
                        tuple("3-u1009", "NEW", "NONE", "办理 或签"),
                        tuple("3-u1011", "NEW", "NONE", "办理 或签"));
        assertThat(approval.runningTasks().get(0).createTime()).isEqualTo(LocalDateTime.of(2026, 1, 6, 12, 0));
        assertThat(approval.status()).isEqualTo(Approval.RUNNING);
        assertThat(approval.result()).isNull();
        assertThat(approval.finishTime()).isNull();
        assertThat(approval.ccUserIds()).containsExactly("u1003");
        assertThat(approval.records()).extracting(OperationRecord::type).contains("REDIRECT_TASK");
    }

    @Test
    void whoWaitsBesideOthersHasWaitedSinceTheNodeBeganHoweverManyOfThemHaveActed() {
        Approval approval = map("""
                {"info":{"sp_status":1,"apply_time":1767578400,"applyer":{"userid":"u1"},
                 "process_list":{"node_list":[{"node_type":1,"sp_status":1,"apv_rel":1,"sub_node_list":[
                   {"userid":"u2","sp_yj":2,"sptime":1767582000},{"userid":"u3","sp_yj":1,"sptime":0}]}]}}}
                """);

        assertThat(approval.tasks())
                .extracting(ApprovalTask::id, ApprovalTask::status, ApprovalTask::createTime)
                .containsExactly(
                        tuple("1-u2", "COMPLETED", approval.createTime()),
                        tuple("1-u3", "RUNNING", approval.createTime()));
    }

    @Test
    void approvalsThatTheFormRefersToAreKeptAlsoFromTables() {
        Approval approval = map("""
                {"info":{"sp_status":1,"apply_time":1767578400,"applyer":{"userid":"u1"},"apply_data":{"contents":[
                  {"control":"RelatedApproval","value":{"related_approval":[{"sp_no":"202601010001"},{"name":"x"}]}},
                  {"control":"Table","value":{"children":[{"list":[{"control":"RelatedApproval","value":
                    {"related_approval":[{"sp_no":"202601010002"},{"sp_no":"202601010001"}]}}]}]}}]}}}
                """);

        assertThat(approval.attachedInstanceIds()).containsExactly("202601010001", "202601010002");
    }

    @Test
    void whatWasSentBackWaitsSinceThen() {
        Approval approval = map("""
                {"info":{"sp_status":1,"apply_time":1767578400,"applyer":{"userid":"u1"},
                 "process_list":{"node_list":[
                   {"node_type":1,"sp_status":1,"apv_rel":1,"sub_node_list":[{"userid":"u2","sp_yj":1,"sptime":0}]},
                   {"node_type":1,"sp_status":11,"apv_rel":1,"sub_node_list":[
                     {"userid":"u3","sp_yj":11,"sptime":1767582000}]}]}}}
                """);

        assertThat(approval.runningTasks())
                .extracting(ApprovalTask::id, ApprovalTask::createTime)
                .containsExactly(tuple("1-u2", LocalDateTime.of(2026, 1, 5, 11, 0)));
    }

    @Test
    void whoWasBroughtInWaitsSinceThen() {
        Approval approval = map("""
                {"info":{"sp_status":1,"apply_time":1767578400,"applyer":{"userid":"u1"},
                 "process_list":{"node_list":[{"node_type":1,"sp_status":1,"apv_rel":1,"sub_node_list":[
                   {"userid":"u2","sp_yj":4,"sptime":1767582000},{"userid":"u3","sp_yj":1,"sptime":0}]}]}}}
                """);

        assertThat(approval.runningTasks())
                .extracting(ApprovalTask::id, ApprovalTask::createTime)
                .containsExactly(tuple("1-u3", LocalDateTime.of(2026, 1, 5, 11, 0)));
    }

    @Test
    void theOldFlowIsReadWithItsOwnNumbersAndABatchHasSeveralApplicants() {
        Approval approval = map(Answers.of("detail-old-flow"));

        assertThat(approval.originatorId()).isEqualTo("u1001");
        assertThat(approval.records())
                .extracting(OperationRecord::type, OperationRecord::userId)
                .containsExactly(
                        tuple("START_PROCESS_INSTANCE", "u1001"),
                        tuple("START_PROCESS_INSTANCE", "u1012"),
                        tuple("EXECUTE_TASK_NORMAL", "u1002"));
        assertThat(approval.tasks())
                .extracting(ApprovalTask::id, ApprovalTask::status, ApprovalTask::groupName)
                .containsExactly(
                        tuple("1-u1002", "COMPLETED", "会签"),
                        tuple("1-u1004", "RUNNING", "会签"),
                        tuple("2-u1005", "NEW", "或签"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, RUNNING, ",
        "2, COMPLETED, agree",
        "3, COMPLETED, refuse",
        "4, TERMINATED, ",
        "6, TERMINATED, ",
        "7, TERMINATED, ",
        "10, COMPLETED, agree",
        "99, 99, "
    })
    void everyStatusHasItsWordAndKeepsItsNumber(String number, String status, String result) {
        Approval approval =
                map(Answers.of("detail-approved").replaceFirst("\"sp_status\":2", "\"sp_status\":" + number));

        assertThat(approval.status()).isEqualTo(status);
        assertThat(approval.result()).isEqualTo(result);
        assertThat(approval.platformStatus()).isEqualTo(number);
        assertThat(approval.isFinal()).isEqualTo(!"1".equals(number) && !"99".equals(number));
    }

    @Test
    void theTimeOfAWithdrawalIsNotMadeUp() {
        assertThat(map(Answers.of("detail-approved").replaceFirst("\"sp_status\":2", "\"sp_status\":4"))
                        .finishTime())
                .isNull();
    }

    @Test
    void mappingTwiceGivesTheSame() {
        String payload = Answers.of("detail-running");

        assertThat(map(payload)).isEqualTo(map(payload));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|The answer is not a JSON object.",
                "{|The answer is not a JSON object.",
                "{\"errcode\":301025,\"errmsg\":\"x\"}|The answer carries an error code instead of an approval.",
                "{\"errcode\":0}|The answer has no object named 'info'.",
                "{\"errcode\":0,\"info\":{}}|The answer describes an approval without a status."
            })
    void anAnswerThatDescribesNoApprovalIsRefused(String payload, String sentence) {
        assertThatThrownBy(() -> map(payload))
                .isInstanceOf(MalformedAnswerException.class)
                .hasMessage(sentence);
    }

    @Test
    void oddShapesLoseNothingElse() {
        Approval approval = map("""
                {"info":{"sp_status":"1","apply_time":"soon","applyer":[],"sp_record":{},"notifyer":null,
                 "apply_data":{"contents":{"control":"Text","value":{"text":"x"}}},"comments":[{}],
                 "process_list":{"node_list":[{"node_type":1,"sub_node_list":[{"userid":"u1"},{"userid":"u1"},{}]}]}}}
                """);

        assertThat(approval.createTime()).isNull();
        assertThat(approval.originatorId()).isNull();
        assertThat(approval.tasks())
                .extracting(ApprovalTask::id, ApprovalTask::status)
                .containsExactly(tuple("1-u1", "RUNNING"), tuple("1-u1-2", "RUNNING"));
        assertThat(approval.records()).hasSize(1);
    }
}
