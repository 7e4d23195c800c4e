package io.bactrian.approval;

import io.bactrian.call.Purpose;

/**
 * A range of purposes on the work list, both ends included.
 *
 * @param onlyTold without what needs a call
 */
public record Purposes(Purpose mostUrgent, Purpose leastUrgent, boolean onlyTold) {
    /** Whatever may be on the list. */
    public static final Purposes ALL = new Purposes(Purpose.LIVE, Purpose.REFRESH);

    /** Whatever needs no call: what events have said is only to be told. */
    static final Purposes TOLD = new Purposes(Purpose.LIVE, Purpose.REFRESH, true);

    Purposes(Purpose mostUrgent, Purpose leastUrgent) {
        this(mostUrgent, leastUrgent, false);
    }

    /** What a run drains that discovers in this way: what it has found and what is more urgent, not what others left. */
    static Purposes of(String discovery) {
        return switch (discovery) {
            case ApprovalRoutes.HISTORY -> new Purposes(Purpose.LIVE, Purpose.HISTORY);
            case ApprovalRoutes.SWEEP -> new Purposes(Purpose.LIVE, Purpose.SWEEP);
            case ApprovalRoutes.REFRESH -> new Purposes(Purpose.REFRESH, Purpose.REFRESH);
            case ApprovalRoutes.INTAKE, ApprovalRoutes.NOTHING -> new Purposes(Purpose.LIVE, Purpose.REPLAY);
            default -> ALL;
        };
    }

    /** The part of it that may use the calls kept for live work; empty when {@link #isEmpty()}. */
    Purposes live() {
        return new Purposes(mostUrgent, leastUrgent.isLive() ? leastUrgent : Purpose.REPLAY, onlyTold);
    }

    boolean isEmpty() {
        return mostUrgent.priority() > leastUrgent.priority();
    }
}
