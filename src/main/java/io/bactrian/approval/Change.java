package io.bactrian.approval;

import io.bactrian.call.Purpose;
import java.util.List;

/**
 * What became of an approval in the database: the body that arrives at the endpoint in {@code approval.changed}, after
 * it was committed.
 *
 * @param kind {@code NEW}, {@code CHANGED} or {@code DELETED}
 * @param purpose why it was read
 * @param before what we held, or {@code null} for a new one
 * @param approval what we hold now, with names; {@code null} when it was deleted
 */
public record Change(
        String connection, String approvalId, Kind kind, Purpose purpose, Before before, Approval approval) {

    /** What happened to the row. */
    public enum Kind {
        NEW,
        CHANGED,
        DELETED
    }

    /** The state that the row had before. */
    public record Before(String status, String result, List<String> currentApproverIds) {}

    /** Whether it has just become final: the moment that most people wait for. */
    public boolean isFinished() {
        return approval != null
                && approval.isFinal()
                && (before == null || !approval.status().equals(before.status()));
    }
}
