package io.bactrian.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.approval.ApprovalEvent.Kind;
import io.bactrian.event.EventHead;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** What happens to an approval that was taken for deleted, and to one that nobody has heard of. */
class HappeningTest {
    private static final long GONE_AT = 1_000_000;

    private final ApprovalNews news = new ApprovalNews(ZoneOffset.UTC);

    private static ApprovalEvent event(Kind kind, Long bornAt) {
        return new ApprovalEvent(
                new EventHead("shop", "e1", kind.name(), "stream", bornAt, GONE_AT + 5000),
                kind,
                "a1",
                "PROC-1",
                null,
                null,
                null,
                null,
                Instant.EPOCH,
                null,
                null);
    }

    private Happening after(Long goneAt, ApprovalEvent event) {
        Happening happening = new Happening(null, goneAt, null);
        happening.happens(event, news);
        return happening;
    }

    @Test
    void whatHappensAfterItWasTakenForDeletedIsASignOfLife() {
        assertThat(after(GONE_AT, event(Kind.COMMENTED, GONE_AT + 1)).need()).contains(EventWork.Need.READ);
    }

    @Test
    void whatHappenedBeforeItsEndIsNone() {
        assertThat(after(GONE_AT, event(Kind.FINISHED, GONE_AT - 1)).need()).isEmpty();
        assertThat(after(GONE_AT, event(Kind.FINISHED, null)).need()).isEmpty();
        assertThat(after(GONE_AT, event(Kind.DELETED, GONE_AT + 1)).need()).isEmpty();
    }

    @Test
    void aTaskOfWhatNobodyHasHeardOfSaysThatItExists() {
        Happening happening = after(null, event(Kind.TASK_STARTED, GONE_AT));

        assertThat(happening.need()).contains(EventWork.Need.READ);
        assertThat(happening.foretold())
                .as("so a platform that lags is asked again")
                .isEqualTo(WorkItem.Foretold.STARTED);
    }
}
