package io.bactrian.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;

/**
 * The row that is there already, locked.
 *
 * @param knownAt when the latest read was started that it is from, or the latest event arrived
 * @param readAt when the latest read was started that we know of
 * @param deletedAt when it was found to be gone, or {@code null}
 */
record Held(
        String status,
        String result,
        List<String> currentApproverIds,
        long knownAt,
        long readAt,
        Long deletedAt,
        LocalDateTime updateTime,
        LocalDateTime finishTime,
        String contentHash) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MAY_BE_BEHIND = 10_000;

    /** The same with a later read that found nothing new. */
    Held readAt(long checkedAt) {
        return new Held(
                status,
                result,
                currentApproverIds,
                knownAt,
                Math.max(readAt, checkedAt),
                deletedAt,
                updateTime,
                finishTime,
                contentHash);
    }

    /** Whether a later read, or the end of it, is known; what events said meanwhile is no reason to drop an answer. */
    boolean isLaterThan(Approval approval) {
        return Math.max(readAt, deletedAt == null ? 0 : deletedAt)
                > approval.readAt().toEpochMilli();
    }

    /** Whether events said something that the answer may not show: a platform may be behind its own events for a moment. */
    boolean hasNewsFor(Approval read) {
        return deletedAt == null && knownAt > readAt && knownAt > read.readAt().toEpochMilli() - MAY_BE_BEHIND;
    }

    /** Whether events said something after it was read. */
    boolean isAheadOfItsPayload() {
        return deletedAt == null && knownAt > readAt;
    }

    /** The answer, with the time of its end where only an event has told it: some platforms never repeat it. */
    Approval withKnownEnd(Approval read) {
        boolean isTold = finishTime != null
                && deletedAt == null
                && read.isFinal()
                && read.finishTime() == null
                && read.status().equals(status);
        return isTold
                ? read.withProgress(
                        read.status(), read.result(), finishTime, read.tasks(), read.records(), read.readAt())
                : read;
    }

    /** What routes are told of it; {@code null} of a row that is not there. */
    static Change.Before state(Held held) {
        return held == null ? null : new Change.Before(held.status, held.result, held.currentApproverIds);
    }

    boolean hasContent(ApprovalRow row) {
        return deletedAt == null && contentHash.equals(row.contentHash());
    }

    /** A row that knows something later than its payload stays as it is, unless that is its end. */
    boolean isRebuiltBy(Approval approval) {
        return deletedAt != null || knownAt <= approval.readAt().toEpochMilli();
    }

    /** A rebuild learns nothing new, and what comes out as it was keeps the time of its last change. */
    Stamps stampsOfRebuilt(ApprovalRow row, LocalDateTime now) {
        return new Stamps(contentHash.equals(row.contentHash()) ? updateTime : now, knownAt, deletedAt);
    }

    static Held of(ResultSet row) throws SQLException {
        return new Held(
                row.getString("status"),
                row.getString("result"),
                texts(row.getString("current_approver_ids")),
                row.getLong("known_at"),
                row.getLong("read_at"),
                row.getObject("deleted_at", Long.class),
                row.getObject("update_time", LocalDateTime.class),
                row.getObject("finish_time", LocalDateTime.class),
                row.getString("content_hash"));
    }

    private static List<String> texts(String json) {
        try {
            return json == null ? List.of() : List.of(JSON.readValue(json, String[].class));
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }
}
