package io.bactrian.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.approval.Approval;
import io.bactrian.approval.ApprovalTask;
import io.bactrian.approval.OperationRecord;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class ApprovalMapperCompletedTest {
    private final String payload = Answers.read("detail-completed");
    private final Approval approval = Answers.map(payload);

    @Test
    void keepsWhatTheAnswerDoesNotRepeat() {
        assertThat(approval.connection()).isEqualTo("acme");
        assertThat(approval.id()).isEqualTo(Answers.ID);
        assertThat(approval.templateCode()).isEqualTo("PROC-7C0E51D2");
        assertThat(approval.payload()).isSameAs(payload);
        assertThat(approval.readAt()).isEqualTo(Answers.READ_AT);
    }

    @Test
    void mapsTheHead() {
        assertThat(approval.title()).isEqualTo("Li Na 提交的付款申请");
        assertThat(approval.businessId()).isEqualTo("202601050912000204461");
        assertThat(approval.status()).isEqualTo("COMPLETED");
        assertThat(approval.platformStatus()).isEqualTo("COMPLETED");
        assertThat(approval.result()).isEqualTo("agree");
        assertThat(approval.platformResult()).isEqualTo("agree");
        assertThat(approval.createTime()).isEqualTo(LocalDateTime.of(2026, 1, 5, 9, 12));
        assertThat(approval.finishTime()).isEqualTo(LocalDateTime.of(2026, 1, 6, 16, 40));
        assertThat(approval.bizAction()).isEqualTo("NONE");
        assertThat(approval.isFinal()).isTrue();
    }

    @Test
    void mapsPeopleWithoutNames() {
        assertThat(approval.originatorId()).isEqualTo("0412345");
        assertThat(approval.originatorName()).isNull();
        assertThat(approval.originatorDeptId()).isEqualTo("61230045");
        assertThat(approval.originatorDeptName()).isEqualTo("Finance-Payables");
        assertThat(approval.ccUserIds()).containsExactly("0412345", "0477777");
        assertThat(approval.userIds()).containsExactly("0412345", "0499001");
    }

    @Test
    void mapsEmptyLinksAsNone() {
        assertThat(approval.mainInstanceId()).isNull();
        assertThat(approval.attachedInstanceIds()).isEmpty();
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
                        LocalDateTime.of(2026, 1, 5, 9, 12),
                        LocalDateTime.of(2026, 1, 6, 16, 40),
                        "a1c2_9e8d",
                        null,
                        "https://aflow.dingtalk.com?procInsId=k7Hq1Zp3&taskId=88123400567",
                        "https://aflow.dingtalk.com?procInsId=k7Hq1Zp3"));
    }

    @Test
    void mapsRecordsWithFilesAndPictures() {
        OperationRecord approved = approval.records().get(1);

        assertThat(approval.records()).hasSize(2);
        assertThat(approved.position()).isEqualTo(1);
        assertThat(approved.userId()).isEqualTo("0499001");
        assertThat(approved.type()).isEqualTo("EXECUTE_TASK_NORMAL");
        assertThat(approved.result()).isEqualTo("AGREE");
        assertThat(approved.time()).isEqualTo(LocalDateTime.of(2026, 1, 6, 16, 40));
        assertThat(approved.remark()).isEqualTo("ok");
        assertThat(approved.activityId()).isEqualTo("a1c2_9e8d");
        assertThat(approved.showName()).isEqualTo("Approver");
        assertThat(approved.attachments().get(0).get("fileName").asText()).isEqualTo("memo.pdf");
        assertThat(approved.images().toString()).isEqualTo("[\"https://static.dingtalk.com/media/l_1280_720.jpg\"]");
        assertThat(approved.ccUserIds()).isEmpty();
    }

    @Test
    void mapsEmptyFilesAsNone() {
        assertThat(approval.records().get(0).attachments()).isNull();
        assertThat(approval.records().get(0).images()).isNull();
    }

    @Test
    void keepsTheFormAsSentBesideTheCleanedOne() {
        assertThat(approval.formValues()).hasSize(3);
        assertThat(approval.formValues().get(2).get("value").isTextual()).isTrue();
        assertThat(approval.formCleaned().toString())
                .isEqualTo("{\"Project\":\"P-2026-014\",\"Type\":\"Travel\",\"Lines\":[{\"Amount\":120.50}]}");
    }
}
