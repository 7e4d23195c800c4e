package io.bactrian.approval;

import java.time.LocalDateTime;

/**
 * What one approver has or had to do in an approval.
 *
 * @param id the platform's id of the task, unique in its approval
 * @param userName {@code null} where the id is not known
 * @param status {@code NEW}, {@code RUNNING}, {@code PAUSED}, {@code CANCELED}, {@code COMPLETED},
 *     {@code TERMINATED}; an unknown word of the platform is kept
 * @param result {@code AGREE}, {@code REFUSE}, {@code REDIRECTED}, {@code NONE}; an unknown word is kept
 * @param activityId the node of the flow; tasks of one node share it
 */
public record ApprovalTask(
        String id,
        String userId,
        String userName,
        String status,
        String result,
        LocalDateTime createTime,
        LocalDateTime finishTime,
        String activityId,
        String groupName,
        String mobileUrl,
        String pcUrl) {

    /** Whether it waits for its approver now. */
    public boolean isRunning() {
        return Approval.RUNNING.equals(status);
    }

    /**
     * Whether the platform has no ids of tasks, so that this one is made of the node and the person: who has to decide
     * again, because it was sent back, has the same id again.
     */
    public boolean comesAgain() {
        return id != null && activityId != null && id.startsWith(activityId + "-");
    }

    ApprovalTask ended(String newStatus, String newResult, LocalDateTime at) {
        return new ApprovalTask(
                id, userId, userName, newStatus, newResult, createTime, at, activityId, groupName, mobileUrl, pcUrl);
    }

    ApprovalTask withUserName(String name) {
        return new ApprovalTask(
                id, userId, name, status, result, createTime, finishTime, activityId, groupName, mobileUrl, pcUrl);
    }
}
