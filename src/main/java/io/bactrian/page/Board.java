package io.bactrian.page;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the database told for the page at one moment. Times are our own clock's, in milliseconds since 1970.
 *
 * @param apps by the name of the connection
 * @param failed the newest of those that failed
 * @param waiting those open approvals that were started first
 * @param runs the newest of each command
 */
record Board(
        long at, Map<String, App> apps, List<FailedItem> failed, List<WaitingApproval> waiting, List<LastRun> runs) {
    Board {
        apps = Map.copyOf(apps);
        failed = List.copyOf(failed);
        waiting = List.copyOf(waiting);
        runs = List.copyOf(runs);
    }

    /** Rows on the list that failed, of all connections. */
    long failedInAll() {
        return apps.values().stream().mapToLong(app -> app.work().failed()).sum();
    }

    /** A connection: its work list and its month. */
    record App(Work work, Month month) {}

    /**
     * A work list.
     *
     * @param later rows that are not due yet
     * @param dueFor how long the row that waits longest has been due, in milliseconds
     * @param perMinute rows that left the list; empty when nobody has watched for long enough
     */
    record Work(long due, long later, long taken, long failed, long dueFor, Optional<Double> perMinute) {
        /** Rows that will be read without anybody asking again. */
        long waiting() {
            return due + taken;
        }
    }

    /**
     * A month's charged calls.
     *
     * @param month such as 2026-11
     * @param once calls of what is done once and not every day: a history, a replay
     * @param everyday the others
     * @param since since when calls of every day were made this month
     */
    record Month(String month, long once, long everyday, long since) {
        long charged() {
            return once + everyday;
        }
    }

    /** An approval that could not be read or stored; {@code title} and {@code template} may be {@code null}. */
    record FailedItem(
            String connection, String id, String title, String template, String error, int attempts, long failedAt) {}

    /** An approval that is not decided; all but the first three may be {@code null}. */
    record WaitingApproval(
            String connection,
            String id,
            LocalDateTime createdAt,
            String title,
            String template,
            String originator,
            String approvers) {}

    /** A run; {@code endedAt} and {@code message} may be {@code null}. */
    record LastRun(
            String connection,
            String command,
            String state,
            long startedAt,
            Long endedAt,
            long read,
            long created,
            long changed,
            long failed,
            long calls,
            String message) {}
}
