package io.bactrian.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final LocalDateTime NINE = LocalDateTime.of(2026, 3, 2, 9, 0);

    @Test
    void onlyWhatComesAgainAfterItWasDoneIsALaterRound() {
        List<ApprovalTask> done = List.of(task("node-zhang", "node", NINE, NINE.plusMinutes(5)));

        assertThat(Rounds.isLater(List.of(task("node-zhang", "node", NINE.plusMinutes(6), null)), done))
                .isTrue();
        assertThat(Rounds.isLater(List.of(task("node-zhang", "node", NINE.plusMinutes(5), null)), done))
                .isFalse();
        assertThat(Rounds.isLater(List.of(task("node-li", "node", NINE.plusMinutes(6), null)), done))
                .isFalse();
        assertThat(Rounds.isLater(List.of(), done)).isFalse();
    }

    @Test
    void tasksOfAPlatformWithIdsAreNoRoundsEvenWithoutOrWithTheSameId() {
        List<ApprovalTask> odd =
                List.of(task(null, "node", NINE, NINE), task("7", "node", NINE, NINE), task("7", "node", NINE, NINE));

        assertThat(Rounds.isLater(List.of(task("7", "node", NINE.plusHours(1), null)), odd))
                .isFalse();
    }

    @Test
    void ofTheSameTaskTwiceTheLastOneCounts() {
        List<ApprovalTask> twice = List.of(
                task("node-zhang", "node", NINE, NINE.plusMinutes(1)),
                task("node-zhang", "node", NINE.plusMinutes(2), NINE.plusMinutes(9)));

        assertThat(Rounds.isLater(List.of(task("node-zhang", "node", NINE.plusMinutes(5), null)), twice))
                .isFalse();
    }

    private static ApprovalTask task(String id, String node, LocalDateTime created, LocalDateTime finished) {
        return new ApprovalTask(
                id,
                "zhang",
                null,
                finished == null ? "RUNNING" : "COMPLETED",
                null,
                created,
                finished,
                node,
                null,
                null,
                null);
    }
}
