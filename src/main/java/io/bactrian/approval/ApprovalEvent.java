package io.bactrian.approval;

import io.bactrian.event.EventHead;
import java.time.Instant;
import java.util.List;

/**
 * Something that happened to an approval, as the platform told it: the body of {@code direct:approval-event}. Every part
 * but the head, the kind and the approval's id may be {@code null}: what an event does not say is read later.
 *
 * @param approvalId the approval
 * @param templateCode its template
 * @param businessId the number that people see
 * @param title its title
 * @param originatorId who started it
 * @param result {@code agree}, {@code refuse}, or the platform's word; of the approval, or of the task where it is about one
 * @param startedAt when the approval (or the task) was started
 * @param finishedAt when the approval (or the task) ended
 * @param task the task that it is about
 * @param state how the whole approval is, where the platform says that with each event
 */
public record ApprovalEvent(
        EventHead head,
        Kind kind,
        String approvalId,
        String templateCode,
        String businessId,
        String title,
        String originatorId,
        String result,
        Instant startedAt,
        Instant finishedAt,
        Task task,
        State state) {

    /** An event that says what happened and no more. */
    public ApprovalEvent(
            EventHead head,
            Kind kind,
            String approvalId,
            String templateCode,
            String businessId,
            String title,
            String originatorId,
            String result,
            Instant startedAt,
            Instant finishedAt,
            Task task) {
        this(
                head,
                kind,
                approvalId,
                templateCode,
                businessId,
                title,
                originatorId,
                result,
                startedAt,
                finishedAt,
                task,
                null);
    }

    /** What happened. */
    public enum Kind {
        STARTED,
        /** Agreed or refused. */
        FINISHED,
        /** Revoked. */
        TERMINATED,
        /** Revoked after it had been agreed. */
        REVOKED,
        /** Further on, and not at its end. */
        PROGRESSED,
        DELETED,
        TASK_STARTED,
        TASK_FINISHED,
        /** Handed over to somebody else. */
        TASK_REDIRECTED,
        /** Not needed any more, because another one acted. */
        TASK_CANCELED,
        COMMENTED,
        /** Something that the platform has a word for and we do not: the approval is read. */
        OTHER
    }

    /**
     * How an approval is.
     *
     * @param platformStatus the platform's own word for its status
     * @param tasks all of them, without names
     */
    public record State(String platformStatus, List<ApprovalTask> tasks) {
        public State {
            tasks = List.copyOf(tasks);
        }
    }

    /**
     * A task.
     *
     * @param userId whose it is
     * @param remark what was typed with the action
     */
    public record Task(String id, String userId, String remark) {}
}
