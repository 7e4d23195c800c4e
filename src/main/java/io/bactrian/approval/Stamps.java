package io.bactrian.approval;

import java.time.LocalDateTime;

/** The columns of a row that are ours and not the platform's. */
record Stamps(LocalDateTime updateTime, long knownAt, Long deletedAt) {
    /** Of what is known now; an event that arrived while an answer was on its way is what was known last. */
    static Stamps of(ApprovalRow row, Held held, LocalDateTime now) {
        long readAt = row.approval().readAt().toEpochMilli();
        return new Stamps(now, held == null ? readAt : Math.max(held.knownAt(), readAt), null);
    }

    /** The same of a row that holds what events said and the answer did not: its payload is not all that is known. */
    static Stamps ahead(ApprovalRow row, Held held, LocalDateTime now) {
        return new Stamps(now, Math.max(held.knownAt(), row.approval().readAt().toEpochMilli() + 1), null);
    }
}
