package io.bactrian.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.call.Purpose;
import io.bactrian.run.StopSignal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A session that goes on for months does not believe that one approval after another was deleted. */
class DrainSessionTest {
    private final DrainSession session = DrainSession.endless(null, null, new StopSignal(), 20);

    private void reads() {
        session.read(new ReadResult(new WorkItem("shop", "a", "PROC-1", Purpose.LIVE, 0), null, null, Instant.EPOCH));
    }

    @Test
    void nothingIsBelievedToBeGoneBeforeSomethingWasRead() {
        assertThat(session.isDoubtful()).isTrue();
        reads();
        assertThat(session.isDoubtful()).isFalse();
    }

    @Test
    void aFewInARowAreBelievedAndThenNoneUntilAnotherIsRead() {
        reads();
        for (int i = 0; i < 3; i++) {
            assertThat(session.isDoubtful()).isFalse();
        }
        assertThat(session.isDoubtful()).isTrue();
        reads();
        assertThat(session.isDoubtful()).isFalse();
    }

    @Test
    void aCommandHasItsOwnRule() {
        DrainSession command = new DrainSession(null, null, Purposes.ALL, () -> false, new StopSignal(), 20);
        assertThat(command.isDoubtful()).isFalse();
    }
}
