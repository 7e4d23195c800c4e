package io.bactrian.approval;

import java.time.LocalDateTime;

/** The columns of a row that are ours and not the platform's. */
record Stamps(LocalDateTime updateTime, long knownAt, Long deletedAt) {
    static Stamps ofRead(ApprovalRow row, LocalDateTime now) {
        return new Stamps(now, row.approval().readAt().toEpochMilli(), null);
    }
}
