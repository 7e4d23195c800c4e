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

    @Test
    void aRevocationIsNotUndoneByAnAnswerThatDoesNotShowItYet() {
        Approval held = after(List.of(STARTED, ENDED, REVOKED));
        Approval read = after(List.of(STARTED, ENDED));

        assertThat(news.merged(read, held).status()).isEqualTo("TERMINATED");
        assertThat(news.merged(held, read)).isSameAs(held);
    }
}
