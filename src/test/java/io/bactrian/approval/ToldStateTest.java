package io.bactrian.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.bactrian.approval.ApprovalEvent.Kind;
import io.bactrian.event.EventHead;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What events that tell the whole state make of what is known, in any order. */
class ToldStateTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Instant BEGIN = Instant.parse("2026-01-05T02:00:00Z");

    private final ApprovalNews news = new ApprovalNews(ZONE);

    private static ApprovalEvent event(Kind kind, String result, int minute, String status, ApprovalTask... tasks) {
        Instant at = BEGIN.plusSeconds(60L * minute);
        return new ApprovalEvent(
                new EventHead("wecom", kind + " " + minute, "sys_approval_change", "callback", null, at.toEpochMilli()),
                kind,
                "202601050001",
                "3Tk",
                "202601050001",
                "费用报销",
                "u1",
                result,
                BEGIN,
                kind == Kind.STARTED || kind == Kind.PROGRESSED ? null : at,
                null,
                new ApprovalEvent.State(status, List.of(tasks)));
    }

    private static ApprovalTask task(int node, String status, String result) {
        return new ApprovalTask(
                node + "-u" + (node + 1),
                "u" + (node + 1),
                null,
                status,
                result,
                null,
                null,
                "" + node,
                null,
                null,
                null);
    }

    private static final ApprovalEvent STARTED =
            event(Kind.STARTED, null, 0, "1", task(1, "RUNNING", "NONE"), task(2, "NEW", "NONE"));
    private static final ApprovalEvent FURTHER =
            event(Kind.PROGRESSED, null, 1, "1", task(1, "COMPLETED", "AGREE"), task(2, "RUNNING", "NONE"));
    private static final ApprovalEvent ENDED =
            event(Kind.FINISHED, "agree", 2, "2", task(1, "COMPLETED", "AGREE"), task(2, "COMPLETED", "AGREE"));
    private static final ApprovalEvent REVOKED =
            event(Kind.REVOKED, null, 3, "6", task(1, "COMPLETED", "AGREE"), task(2, "COMPLETED", "AGREE"));

    private Approval after(List<ApprovalEvent> events) {
        Approval held = null;
        for (ApprovalEvent event : events) {
            held = news.after(event, held);
        }
        return held;
    }

    @Test
    void whoComesNextIsWaitedForWithoutACall() {
        Approval further = after(List.of(STARTED, FURTHER));

        assertThat(further.runningTasks()).extracting(ApprovalTask::userId).containsExactly("u3");
        assertThat(further.platformStatus()).isEqualTo("1");
        assertThat(news.after(STARTED, further)).as("late").isSameAs(further);
        assertThat(further.readAt()).isEqualTo(BEGIN.plusSeconds(60));
    }

    @Test
    void whoIsToldOfInTheMiddleIsARow() {
        Approval further = after(List.of(FURTHER));

        assertThat(further.status()).isEqualTo("RUNNING");
        assertThat(further.tasks()).hasSize(2);
        assertThat(further.createTime()).isEqualTo(LocalDateTime.ofInstant(BEGIN, ZONE));
    }

    @Test
    void whateverTheOrderTheEndIsTheSame() {
        List<ApprovalEvent> events = new ArrayList<>(List.of(STARTED, FURTHER, ENDED, REVOKED, FURTHER, ENDED));
        Random random = new Random(4711);
        for (int n = 0; n < 50; n++) {
            Collections.shuffle(events, random);
            Approval end = after(events);

            assertThat(end.status()).as(events.toString()).isEqualTo("TERMINATED");
            assertThat(end.result()).isNull();
            assertThat(end.platformStatus()).isEqualTo("6");
            assertThat(end.tasks())
                    .extracting(ApprovalTask::id, ApprovalTask::status, ApprovalTask::result)
                    .containsExactlyInAnyOrder(
                            tuple("1-u2", "COMPLETED", "AGREE"), tuple("2-u3", "COMPLETED", "AGREE"));
        }
    }

    private static ApprovalTask task(int node, String status, String result, Integer begun, Integer done) {
        return new ApprovalTask(
                node + "-u" + (node + 1),
                "u" + (node + 1),
                null,
                status,
                result,
                time(begun),
                time(done),
                "" + node,
                null,
                null,
                null);
    }

    private static LocalDateTime time(Integer minute) {
        return minute == null ? null : LocalDateTime.ofInstant(BEGIN.plusSeconds(60L * minute), ZONE);
    }

    /** Three nodes: the third sends it back to the first. */
    private static final List<ApprovalEvent> TWO_ROUNDS = List.of(
            event(
                    Kind.STARTED,
                    null,
                    0,
                    "1",
                    task(1, "RUNNING", "NONE", 0, null),
                    task(2, "NEW", "NONE"),
                    task(3, "NEW", "NONE")),
            event(
                    Kind.PROGRESSED,
                    null,
                    2,
                    "1",
                    task(1, "COMPLETED", "AGREE", 0, 1),
                    task(2, "COMPLETED", "AGREE", 1, 2),
                    task(3, "RUNNING", "NONE", 2, null)),
            event(
                    Kind.PROGRESSED,
                    null,
                    3,
                    "1",
                    task(1, "RUNNING", "NONE", 3, null),
                    task(2, "NEW", "NONE"),
                    task(3, "COMPLETED", "RETURNED", 2, 3)),
            event(
                    Kind.PROGRESSED,
                    null,
                    4,
                    "1",
                    task(1, "COMPLETED", "AGREE", 3, 4),
                    task(2, "RUNNING", "NONE", 4, null),
                    task(3, "NEW", "NONE")));

    @Test
    void whatIsSentBackWaitsAgain() {
        Approval back = after(TWO_ROUNDS.subList(0, 3));

        assertThat(back.runningTasks()).extracting(ApprovalTask::id).containsExactly("1-u2");
        assertThat(back.tasks()).extracting(ApprovalTask::status).containsExactly("RUNNING", "NEW", "COMPLETED");
        assertThat(after(TWO_ROUNDS).runningTasks())
                .extracting(ApprovalTask::id)
                .containsExactly("2-u3");
        assertThat(news.after(TWO_ROUNDS.get(1), back)).as("late").isSameAs(back);
        assertThat(news.after(TWO_ROUNDS.get(0), back)).as("later still").isSameAs(back);
    }

    @Test
    void ofTwoRoundsTheLaterStandsWhicheverWasRead() {
        Approval first = after(TWO_ROUNDS.subList(0, 2));
        Approval back = after(TWO_ROUNDS.subList(0, 3));

        assertThat(news.merged(back, first)).as("the answer is ahead").isSameAs(back);
        assertThat(news.merged(first, back).tasks()).as("the answer is behind").isEqualTo(back.tasks());
    }

    @Test
    void aTimeThatIsCutToTheMinuteMakesNoRoundOfATaskWithAnIdOfItsOwn() {
        LocalDateTime begun = time(0).plusSeconds(20);
        ApprovalTask told =
                new ApprovalTask("9871", "u2", null, "RUNNING", "NONE", begun, null, "1d3f", null, null, null);
        ApprovalTask read = told.ended("COMPLETED", "AGREE", time(0));

        assertThat(Rounds.isLater(List.of(told), List.of(read))).isFalse();
    }

    @Test
    void aRevocationIsNotUndoneByAnAnswerThatDoesNotShowItYet() {
        Approval held = after(List.of(STARTED, ENDED, REVOKED));
        Approval read = after(List.of(STARTED, ENDED));

        assertThat(news.merged(read, held).status()).isEqualTo("TERMINATED");
        assertThat(news.merged(held, read)).isSameAs(held);
    }
}
