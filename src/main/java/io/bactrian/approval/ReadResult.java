package io.bactrian.approval;

import io.bactrian.call.CallException;
import io.bactrian.call.ErrorClass;
import java.time.Instant;

/**
 * What came of reading one approval: the approval, or why there is none.
 *
 * @param approval what was read, or stands in the database where events said everything; {@code null} when the read
 *     failed or the approval is gone
 * @param failure {@code null} when the read succeeded
 * @param readAt when the read was started
 */
public record ReadResult(WorkItem item, Approval approval, CallException failure, Instant readAt) {
    /** Whether the platform says that the approval does not exist any more. */
    public boolean isGone() {
        return failure != null && failure.errorClass() == ErrorClass.ABSENT;
    }

    /** Whether it can leave the list: it was read, it is gone, or nothing had to be read. */
    public boolean isSettled() {
        return approval != null || isGone() || item.isTold();
    }
}
