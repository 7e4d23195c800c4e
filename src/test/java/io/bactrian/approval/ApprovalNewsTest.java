package io.bactrian.approval;

import static io.bactrian.promise.EventsOf.detail;
import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.dingtalk.ApprovalMapper;
import io.bactrian.promise.EventsOf;
import io.bactrian.promise.TravelClock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an event makes of what is known, without a database and without a call. */
class ApprovalNewsTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDateTime STARTED = LocalDateTime.ofInstant(EventsOf.STARTED, ZONE);

    private final ApprovalNews news = new ApprovalNews(ZONE);
    private final EventsOf events = new EventsOf("shop", "a");

    @Test
    void aStartIsARowWithoutItsFormAndItsHistory() {
        Approval started = news.after(events.started(), null);
        assertThat(started.status()).isEqualTo("RUNNING");
        assertThat(started.result()).isNull();
        assertThat(started.title()).isEqualTo("title of a");
        assertThat(started.businessId()).isEqualTo("number of a");
        assertThat(started.originatorId()).isEqualTo("u0");
        assertThat(started.createTime()).isEqualTo(STARTED);
        assertThat(started.finishTime()).isNull();
        assertThat(started.payload()).isNull();
        assertThat(news.after(events.started(), started)).isSameAs(started);
    }

    @Test
    void anEndIsNeverUndone() {
        Approval ended = news.after(events.finished("refuse"), null);
        assertThat(ended.status()).isEqualTo("COMPLETED");
        assertThat(ended.result()).isEqualTo("refuse");
        assertThat(ended.finishTime()).isEqualTo(STARTED.plusSeconds(600));
        assertThat(ended.createTime()).isEqualTo(STARTED);
        assertThat(List.of(events.started(), events.terminated(), events.finished("agree"), events.taskStarted(1)))
                .allSatisfy(event -> assertThat(news.after(event, ended)).isSameAs(ended));
    }

    @Test
    void aRevocationHasNoResult() {
        Approval ended = after(events.started(), events.terminated());
        assertThat(ended.status()).isEqualTo("TERMINATED");
        assertThat(ended.platformStatus()).isEqualTo("TERMINATED");
        assertThat(ended.result()).isNull();
    }

    @Test
    void whoHasToActNextIsWhoseTaskRuns() {
        Approval one = after(events.started(), events.taskStarted(1));
        assertThat(one.runningTasks()).extracting(ApprovalTask::userId).containsExactly("u1");
        Approval two = after(events.started(), events.taskStarted(1), events.taskStarted(2), events.taskCanceled(1));
        assertThat(two.runningTasks()).extracting(ApprovalTask::userId).containsExactly("u2");
        assertThat(two.records()).as("nobody did anything").isEmpty();
    }

    @Test
    void aTaskThatWasDoneIsARecordOnce() {
        Approval done = after(
                events.started(),
                events.taskFinished(1, "agree"),
                events.taskStarted(1),
                EventsOf.underAnotherId(events.taskFinished(1, "agree")));
        assertThat(done.tasks()).singleElement().satisfies(task -> {
            assertThat(task.status()).isEqualTo("COMPLETED");
            assertThat(task.result()).isEqualTo("AGREE");
            assertThat(task.finishTime()).isEqualTo(STARTED.plusSeconds(600));
        });
        assertThat(done.records()).singleElement().satisfies(record -> {
            assertThat(record.type()).isEqualTo("EXECUTE_TASK_NORMAL");
            assertThat(record.result()).isEqualTo("AGREE");
            assertThat(record.userId()).isEqualTo("u1");
            assertThat(record.remark()).isEqualTo("remark 1");
        });
    }

    @Test
    void aTaskThatWasHandedOverIsDoneByWhoeverHandedItOver() {
        Approval handed = after(events.started(), events.taskStarted(1), events.taskRedirected(1));
        assertThat(handed.tasks()).extracting(ApprovalTask::result).containsExactly("REDIRECTED");
        assertThat(handed.records()).extracting(OperationRecord::type).containsExactly("REDIRECT_TASK");
        assertThat(handed.runningTasks()).isEmpty();
    }

    @Test
    void theEndFreesWhoeverHadStillToActAndHisOwnEventSaysHow() {
        Approval ended =
                after(events.started(), events.taskStarted(1), events.taskStarted(2), events.finished("agree"));
        assertThat(ended.runningTasks()).isEmpty();
        Approval told = news.after(events.taskFinished(2, "agree"), ended);
        assertThat(told.tasks()).extracting(ApprovalTask::status).containsExactly("CANCELED", "COMPLETED");
        assertThat(told.status()).isEqualTo("COMPLETED");
    }

    @Test
    void whatSaysNothingOfTheRowLeavesItAlone() {
        Approval started = after(events.started());
        assertThat(List.of(events.commented("hm"), events.deleted(), events.other()))
                .allSatisfy(event -> {
                    assertThat(news.after(event, started)).isSameAs(started);
                    assertThat(news.after(event, null)).isNull();
                });
        assertThat(news.after(events.taskStarted(1), null))
                .as("of an approval that nobody knows")
                .isNull();
        assertThat(news.after(withoutTask(events.taskFinished(1, "agree")), started))
                .isSameAs(started);
    }

    @Test
    void anAnswerThatIsBehindDoesNotUndoWhatEventsSaid() {
        Approval told =
                after(events.started(), events.taskStarted(1), events.taskFinished(1, "agree"), events.taskStarted(2));
        Approval merged = news.merged(read(detail("RUNNING", "", "1:RUNNING")), told);
        assertThat(merged.tasks()).extracting(ApprovalTask::status).containsExactly("COMPLETED", "RUNNING");
        assertThat(merged.records())
                .extracting(OperationRecord::type)
                .containsExactly("START_PROCESS_INSTANCE", "EXECUTE_TASK_NORMAL");
        assertThat(merged.records()).extracting(OperationRecord::position).containsExactly(0, 1);
        assertThat(merged.title()).as("what only an answer knows").isEqualTo("as read");
        assertThat(merged.formCleaned().path("why").asText()).isEqualTo("because");
    }

    @Test
    void anEndThatAnAnswerDoesNotShowYetStays() {
        Approval told = after(events.started(), events.taskStarted(1), events.finished("agree"));
        Approval merged = news.merged(read(detail("RUNNING", "", "1:RUNNING", "2:RUNNING")), told);
        assertThat(merged.status()).isEqualTo("COMPLETED");
        assertThat(merged.result()).isEqualTo("agree");
        assertThat(merged.finishTime()).isEqualTo(STARTED.plusSeconds(600));
        assertThat(merged.runningTasks()).as("nobody acts in what has ended").isEmpty();
    }

    @Test
    void anAnswerThatIsFurtherOnWins() {
        Approval told = after(events.started(), events.taskStarted(1), events.finished("agree"));
        Approval read = read(detail("COMPLETED", "agree", "1:COMPLETED:AGREE"));
        assertThat(news.merged(read, told)).isSameAs(read);
        Approval open = read(detail("RUNNING", "", "1:COMPLETED:AGREE", "2:RUNNING"));
        Approval merged = news.merged(open, after(events.started(), events.taskStarted(1)));
        assertThat(merged.tasks()).isEqualTo(open.tasks());
        assertThat(merged.records()).isEqualTo(open.records());
    }

    private Approval after(ApprovalEvent... happened) {
        Approval approval = null;
        for (ApprovalEvent event : happened) {
            approval = news.after(event, approval);
        }
        return approval;
    }

    private static Approval read(String detail) {
        Instant at = TravelClock.BEGINNING.plusSeconds(1);
        return new ApprovalMapper(ZONE).map("shop", "a", "PROC-1", "{\"result\":" + detail + "}", at);
    }

    private static ApprovalEvent withoutTask(ApprovalEvent event) {
        return new ApprovalEvent(
                event.head(),
                event.kind(),
                event.approvalId(),
                event.templateCode(),
                event.businessId(),
                event.title(),
                event.originatorId(),
                event.result(),
                event.startedAt(),
                event.finishedAt(),
                null);
    }
}
