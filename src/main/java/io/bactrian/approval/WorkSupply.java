package io.bactrian.approval;

import io.bactrian.connection.Connection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Hands work out to the readers of one session, one row at a time: takes rows in portions that grow while they are used
 * up quickly, and waits while more is expected: one reader looks at the list, less often the longer it is empty. Thread-safe.
 */
final class WorkSupply implements WorkSignal.Listener {
    private static final int MOST = 500;
    private static final long QUICK = TimeUnit.SECONDS.toNanos(1);
    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LOOK_FOR_ABANDONED = TimeUnit.SECONDS.toNanos(2);
    private static final long LONGEST_WITHOUT_ABANDONED = TimeUnit.SECONDS.toNanos(30);

    private final WorkList workList;
    private final DrainSession session;
    private final int least;
    private final Queue<WorkItem> taken = new ArrayDeque<>();
    /** When rows will be due that this process has put on the list. */
    private final NavigableSet<Long> announced = new TreeSet<>();

    private boolean finished;
    private int portion;
    private long takenAt;
    private long pause = SHORTEST_PAUSE;
    private long lookAgainAt = System.nanoTime();
    private long lookedForAbandonedAt;

    WorkSupply(WorkList workList, DrainSession session, int readers) {
        this.workList = workList;
        this.session = session;
        this.least = readers * 2;
        this.portion = least;
        this.lookedForAbandonedAt = System.nanoTime();
    }

    /** A row that can be read now; empty when there is none, for the moment or for good. */
    synchronized Optional<WorkItem> poll() {
        if (session.isOver()) {
            giveBack();
            return Optional.empty();
        }
        if (taken.isEmpty() && !finished && System.nanoTime() - lookAgainAt >= 0) {
            look();
        }
        return Optional.ofNullable(taken.poll());
    }

    private void look() {
        announced.headSet(System.nanoTime(), true).clear();
        // asked before the list is looked at, or the last page could slip in between
        boolean more = session.isMoreExpected();
        if (refill()) {
            pause = SHORTEST_PAUSE;
            notifyAll();
        } else if (!more && isAllDone()) {
            finished = true;
            notifyAll();
        } else {
            if (more) {
                lookForAbandoned(LONGEST_WITHOUT_ABANDONED);
            }
            lookAgainAt = System.nanoTime() + pause;
            pause = Math.min(LONGEST_PAUSE, pause * 2);
        }
        if (!announced.isEmpty()) {
            lookAgainAt = Math.min(lookAgainAt, announced.first());
        }
    }

    /** Looks again when the row is due, and not earlier than it is. */
    @Override
    public synchronized void due(Connection connection, Duration delay) {
        if (connection.equals(session.connection())) {
            long dueAt = System.nanoTime() + delay.toNanos();
            announced.add(dueAt);
            lookAgainAt = Math.min(lookAgainAt, dueAt);
            notifyAll();
        }
    }

    /** Whether there will be no more rows. */
    synchronized boolean isFinished() {
        return finished || session.isOver();
    }

    /** Waits until there may be something again. */
    synchronized void pause() throws InterruptedException {
        long rest = lookAgainAt - System.nanoTime();
        if (taken.isEmpty() && !isFinished() && rest > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, rest);
        }
    }

    private void giveBack() {
        workList.release(List.copyOf(taken));
        taken.clear();
    }

    private boolean refill() {
        long now = System.nanoTime();
        portion = now - takenAt < QUICK ? Math.min(MOST, portion * 2) : Math.max(least, portion / 2);
        List<WorkItem> items = workList.take(session.connection(), portion, session.purposes());
        taken.addAll(items);
        if (!items.isEmpty()) {
            takenAt = now;
        }
        return !items.isEmpty();
    }

    /** Rows that another process has taken may come back, if it ends before it has read them; ours are in good hands. */
    private boolean isAllDone() {
        lookForAbandoned(LOOK_FOR_ABANDONED);
        return workList.waiting(session.connection(), session.purposes()) == 0;
    }

    private void lookForAbandoned(long after) {
        long now = System.nanoTime();
        if (now - lookedForAbandonedAt > after) {
            lookedForAbandonedAt = now;
            workList.releaseAbandoned(session.connection());
        }
    }
}
