package io.bactrian.approval;

import io.bactrian.approval.ApprovalEvent.Kind;
import io.bactrian.approval.WorkItem.Foretold;
import java.util.Optional;
import java.util.OptionalLong;

/** What the events of one transaction make of one approval: its row, and what is still to be done. */
final class Happening {
    private final Held held;
    private final Approval before;
    private Approval now;
    private final Long goneAt;
    private boolean gone;
    private boolean read;
    private boolean changed;
    private Foretold foretold;
    private Long deletedAt;

    /** {@code before} is {@code null} when there is no row; {@code goneAt} when it was found to be deleted all the same. */
    Happening(Held held, Long goneAt, Approval before) {
        this.held = held;
        this.goneAt = held == null ? goneAt : held.deletedAt();
        this.gone = this.goneAt != null;
        this.before = before;
        this.now = before;
    }

    void happens(ApprovalEvent event, ApprovalNews news) {
        if (gone) {
            read |= isSignOfLife(event);
            return;
        }
        if (event.kind() == Kind.DELETED) {
            gone = true;
            deletedAt = deletedAt(event);
            foretold = Foretold.DELETED;
            return;
        }
        boolean wasKnown = now != null;
        Approval next = news.after(event, now);
        boolean moved = next != now;
        now = next;
        changed |= moved;
        read |= needsReading(event, wasKnown, moved);
        if (foretold != Foretold.ENDED && (moved || !wasKnown)) {
            foretold = foretold(event, wasKnown ? foretold : Foretold.STARTED);
        }
    }

    /** What was out of sight for a while and taken for deleted: what happens to it after that says that it is there. */
    private boolean isSignOfLife(ApprovalEvent event) {
        Long bornAt = event.head().bornAt();
        return goneAt != null && event.kind() != Kind.DELETED && bornAt != null && bornAt > goneAt;
    }

    /** Nothing comes after it, whatever was stored before it. */
    private long deletedAt(ApprovalEvent event) {
        long arrivedAt = event.head().arrivedAt();
        long knownAt =
                now == null ? arrivedAt : Math.max(arrivedAt, now.readAt().toEpochMilli());
        return held == null ? knownAt : Math.max(knownAt, Math.max(held.knownAt(), held.readAt()));
    }

    /** Whether the platform has more to say than the event. */
    private boolean needsReading(ApprovalEvent event, boolean wasKnown, boolean moved) {
        return switch (event.kind()) {
            case COMMENTED, PROGRESSED, OTHER -> true;
            case STARTED, FINISHED, TERMINATED, REVOKED -> moved;
            case TASK_STARTED, TASK_FINISHED, TASK_REDIRECTED, TASK_CANCELED -> !wasKnown;
            case DELETED -> false;
        };
    }

    private static Foretold foretold(ApprovalEvent event, Foretold sofar) {
        return switch (event.kind()) {
            case STARTED -> Foretold.STARTED;
            case FINISHED, TERMINATED, REVOKED -> Foretold.ENDED;
            default -> sofar;
        };
    }

    /** The row to be written; empty when it stays as it is. */
    Optional<Approval> written() {
        return now == before ? Optional.empty() : Optional.of(now);
    }

    /** When it was found to be deleted. */
    OptionalLong deletedAt() {
        return deletedAt == null ? OptionalLong.empty() : OptionalLong.of(deletedAt);
    }

    /** Whether the row is another one after this. */
    boolean isChanged() {
        return changed || deletedAt != null && held != null;
    }

    /** What the work list is asked for; empty when there is nothing to do. */
    Optional<EventWork.Need> need() {
        if (deletedAt != null) {
            return Optional.of(EventWork.Need.TELL);
        }
        return read ? Optional.of(EventWork.Need.READ) : changed ? Optional.of(EventWork.Need.TELL) : Optional.empty();
    }

    Foretold foretold() {
        return foretold;
    }
}
