package io.bactrian.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;

/** The row that is there already, locked. */
record Held(
        String status,
        String result,
        List<String> currentApproverIds,
        long knownAt,
        long checkedAt,
        Long deletedAt,
        LocalDateTime updateTime,
        String contentHash) {
    private static final ObjectMapper JSON = new ObjectMapper();

    boolean isLaterThan(Approval approval) {
        return Math.max(knownAt, checkedAt) > approval.readAt().toEpochMilli();
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
                row.getLong("checked_at"),
                row.getObject("deleted_at", Long.class),
                row.getObject("update_time", LocalDateTime.class),
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
