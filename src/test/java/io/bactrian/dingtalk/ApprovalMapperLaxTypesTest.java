package io.bactrian.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.approval.Approval;
import org.junit.jupiter.api.Test;

class ApprovalMapperLaxTypesTest {
    private final Approval approval = Answers.recorded("detail-lax-types");

    @Test
    void readsNumbersWhereTextIsPromised() {
        assertThat(approval.originatorId()).isEqualTo("412345");
        assertThat(approval.businessId()).isEqualTo("202601050912");
    }

    @Test
    void readsListsThatAreText() {
        assertThat(approval.ccUserIds()).containsExactly("0412345", "0477777");
        assertThat(approval.attachedInstanceIds()).containsExactly("a1", "b2");
        assertThat(approval.tasks()).hasSize(1);
    }

    @Test
    void readsAFormThatIsText() {
        assertThat(approval.formValues().isArray()).isTrue();
        assertThat(approval.formCleaned()).hasSize(3);
    }

    @Test
    void readsTimesThatAreMilliseconds() {
        assertThat(approval.createTime()).isEqualTo("2026-01-05T09:12:17");
        assertThat(approval.finishTime()).isEqualTo("2026-01-06T16:40");
    }

    @Test
    void readsTheWordNullAsNothing() {
        assertThat(approval.title()).isNull();
        assertThat(approval.result()).isNull();
    }

    @Test
    void translatesTheOldWordForRevoked() {
        assertThat(approval.status()).isEqualTo("TERMINATED");
        assertThat(approval.platformStatus()).isEqualTo("CANCELED");
    }
}
