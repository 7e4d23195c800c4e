package io.bactrian.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.approval.Approval;
import io.bactrian.approval.ApprovalTask;
import io.bactrian.approval.OperationRecord;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class ApprovalMapperOldGenerationTest {
    private final Approval approval = Answers.recorded("detail-old-generation");

    @Test
    void mapsTheHead() {
        assertThat(approval.title()).isEqualTo("Li Na 提交的付款申请");
        assertThat(approval.businessId()).isEqualTo("202601050912000204461");
        assertThat(approval.status()).isEqualTo("COMPLETED");
        assertThat(approval.result()).isEqualTo("agree");
        assertThat(approval.originatorId()).isEqualTo("0412345");
        assertThat(approval.originatorDeptId()).isEqualTo("61230045");
        assertThat(approval.originatorDeptName()).isEqualTo("Finance-Payables");
        assertThat(approval.ccUserIds()).containsExactly("0477777");
        assertThat(approval.bizAction()).isEqualTo("NONE");
        assertThat(approval.mainInstanceId()).isNull();
    }

    @Test
    void keepsTheSeconds() {
        assertThat(approval.createTime()).isEqualTo(LocalDateTime.of(2026, 1, 5, 9, 12, 17));
        assertThat(approval.finishTime()).isEqualTo(LocalDateTime.of(2026, 1, 6, 16, 40, 2));
    }

    @Test
    void mapsTasks() {
        assertThat(approval.tasks())
                .containsExactly(new ApprovalTask(
                        "88123400567",
                        "0499001",
                        null,
                        "COMPLETED",
                        "AGREE",
                        LocalDateTime.of(2026, 1, 5, 9, 12, 18),
                        LocalDateTime.of(2026, 1, 6, 16, 40, 2),
                        "a1c2_9e8d",
                        null,
                        "https://aflow.dingtalk.com?procInsId=k7Hq1Zp3&taskId=88123400567",
                        null));
    }

    @Test
    void mapsRecords() {
        OperationRecord approved = approval.records().get(2);

        assertThat(approval.records())
                .extracting(OperationRecord::type)
                .containsExactly("START_PROCESS_INSTANCE", "PROCESS_CC", "EXECUTE_TASK_NORMAL");
        assertThat(approved.userId()).isEqualTo("0499001");
        assertThat(approved.result()).isEqualTo("AGREE");
        assertThat(approved.remark()).isEqualTo("ok");
        assertThat(approved.attachments().get(0).get("file_name").asText()).isEqualTo("memo.pdf");
    }

    @Test
    void cleansTheForm() {
        assertThat(approval.formCleaned().toString())
                .isEqualTo("{\"Project\":\"P-2026-014\",\"Note\":null,\"Type\":\"Travel\"}");
    }
}
