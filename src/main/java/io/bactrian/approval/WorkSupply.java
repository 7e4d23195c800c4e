package io.bactrian.approval;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Hands work out to the readers of one session, one row at a time: takes rows in portions that grow while they are used
 * up quickly, and waits while more is expected. Thread-safe.
 */
final class WorkSupply {
    private static final int MOST = 500;
    private static final long QUICK = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK_AGAIN = 50;
    private static final long LOOK_FOR_ABANDONED = TimeUnit.SECONDS.toNanos(2);

    private final WorkList workList;
    private final DrainSession session;
    private final int least;
    private final Queue<WorkItem> taken = new ArrayDeque<>();

    private int portion;
    private long takenAt;
    private long lookedForAbandonedAt;

    WorkSupply(WorkList workList, DrainSession session, int readers) {
        this.workList = workList;
        this.session = session;
        this.least = readers * 2;
        this.portion = least;
        this.lookedForAbandonedAt = System.nanoTime();
    }

    /** The next row, waiting for it if need be; empty when the session has no more. */
    synchronized Optional<WorkItem> next() throws InterruptedException {
        while (!session.isOver()) {
            WorkItem item = taken.poll();
            if (item != null) {
                return Optional.of(item);
            }
            // asked before the list is looked at, or the last page could slip in between
            boolean more = session.isMoreExpected();
            if (!refill() && !more && isAllDone()) {
                return Optional.empty();
            }
            if (taken.isEmpty()) {
                wait(LOOK_AGAIN);
            }
        }
        workList.release(List.copyOf(taken));
        taken.clear();
        return Optional.empty();
    }

    private boolean refill() {
        long now = System.nanoTime();
        portion = now - takenAt < QUICK ? Math.min(MOST, portion * 2) : Math.max(least, portion / 2);
        List<WorkItem> items = workList.take(session.connection(), portion, session.leastUrgent());
        taken.addAll(items);
        if (!items.isEmpty()) {
            takenAt = now;
        }
        return !items.isEmpty();
    }

    /** Rows that another process has taken may come back, if it ends before it has read them. */
    private boolean isAllDone() {
        long now = System.nanoTime();
        if (now - lookedForAbandonedAt > LOOK_FOR_ABANDONED) {
            lookedForAbandonedAt = now;
            workList.releaseAbandoned(session.connection());
        }
        return workList.waiting(session.connection(), session.leastUrgent()) == 0;
    }
}
