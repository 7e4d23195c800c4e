package io.bactrian.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.approval.Approval;
import io.bactrian.approval.ApprovalTask;
import io.bactrian.approval.OperationRecord;
import org.junit.jupiter.api.Test;

class ApprovalMapperRunningTest {
    private final Approval approval = Answers.recorded("detail-running");

    @Test
    void hasNeitherResultNorFinishTime() {
        assertThat(approval.status()).isEqualTo("RUNNING");
        assertThat(approval.result()).isNull();
        assertThat(approval.platformResult()).isNull();
        assertThat(approval.finishTime()).isNull();
        assertThat(approval.isFinal()).isFalse();
    }

    @Test
    void callsTheRootDepartmentAsTheDirectoryDoes() {
        assertThat(approval.originatorDeptId()).isEqualTo("1");
    }

    @Test
    void keepsATaskThatIsSentTwiceOnceAsItWasSentLast() {
        assertThat(approval.tasks())
                .extracting(ApprovalTask::id)
                .containsExactly("88123400567", "88123400568", "88123400569");
        assertThat(approval.tasks().get(1).status()).isEqualTo("RUNNING");
        assertThat(approval.runningTasks()).extracting(ApprovalTask::userId).containsExactly("0455555");
    }

    @Test
    void readsAnEmptyTaskTimeAsNone() {
        assertThat(approval.tasks().get(1).finishTime()).isNull();
        assertThat(approval.tasks().get(2).finishTime()).isNull();
    }

    @Test
    void keepsRecordsThatAreExactDoubles() {
        assertThat(approval.records()).extracting(OperationRecord::position).containsExactly(0, 1, 2, 3, 4);
        assertThat(approval.records().get(1).ccUserIds()).containsExactly("0477777", "0466666");
        assertThat(approval.records().get(2).type()).isEqualTo("PROCESS_CC");
    }

    @Test
    void keepsACommentWithEmoji() {
        assertThat(approval.records().get(3).type()).isEqualTo("ADD_REMARK");
        assertThat(approval.records().get(3).remark()).isEqualTo("请补发票 🧾");
    }

    @Test
    void keepsARecordWithoutUser() {
        assertThat(approval.records().get(4).userId()).isNull();
        assertThat(approval.records().get(4).remark()).isNull();
        assertThat(approval.userIds()).doesNotContainNull();
    }
}
