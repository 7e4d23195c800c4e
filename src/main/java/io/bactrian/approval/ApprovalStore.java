package io.bactrian.approval;

import io.bactrian.connection.Connection;
import io.bactrian.store.Keys;
import io.bactrian.store.Sql;
import io.bactrian.store.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * Writes approvals down, many in one transaction: what was known later is never overwritten, what is the same is not
 * touched, and what was read leaves the work list in the same transaction. Thread-safe.
 */
public final class ApprovalStore {
    private final Clock clock;
    private final ZoneId zone;
    private final NamedParameterJdbcTemplate jdbc;
    private final Transactions transactions;
    private final WorkList workList;

    public ApprovalStore(
            Clock clock, ZoneId zone, NamedParameterJdbcTemplate jdbc, Transactions transactions, WorkList workList) {
        this.clock = clock;
        this.zone = zone;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.workList = workList;
    }

    /** Stores approvals that were read, marks those that are gone, and takes both off the list. */
    public Saved save(Connection connection, List<ReadResult> results) {
        List<ReadResult> settled =
                results.stream().filter(ReadResult::isSettled).toList();
        if (settled.isEmpty()) {
            return new Saved(List.of(), 0);
        }
        return transactions.in(() -> {
            List<Change> changes = new ArrayList<>(write(connection, newestOfEach(settled)));
            for (ReadResult result : settled) {
                if (result.isGone() && markDeleted(connection, result)) {
                    changes.add(new Change(
                            connection.name(),
                            result.item().id(),
                            Change.Kind.DELETED,
                            result.item().purpose(),
                            null,
                            null));
                }
            }
            workList.settle(
                    connection.name(),
                    settled.stream().map(result -> result.item().id()).toList());
            return new Saved(changes, settled.size() - changes.size());
        });
    }

    /** Writes approvals again as they are derived now, whether or not they look the same; gives the number that differ. */
    public int rebuild(Connection connection, List<Approval> approvals) {
        if (approvals.isEmpty()) {
            return 0;
        }
        return transactions.in(() -> {
            List<String> ids = approvals.stream().map(Approval::id).toList();
            Map<String, Held> held = lock(connection, ids);
            List<ApprovalRow> rows = approvals.stream()
                    .map(approval -> new ApprovalRow(approval, connection.platform()))
                    .filter(row -> !held.containsKey(row.approval().id())
                            || held.get(row.approval().id()).isRebuiltBy(row.approval()))
                    .toList();
            LocalDateTime now = now();
            writeRows(connection, rows, held, row -> {
                Held before = held.get(row.approval().id());
                return before == null ? Stamps.ofRead(row, now) : before.stampsOfRebuilt(row, now);
            });
            return (int) rows.stream()
                    .filter(row -> !held.containsKey(row.approval().id())
                            || !held.get(row.approval().id()).contentHash().equals(row.contentHash()))
                    .count();
        });
    }

    /** Sorted by id, so that two writers lock in one order. */
    private static Collection<ReadResult> newestOfEach(List<ReadResult> settled) {
        Map<String, ReadResult> newest = new HashMap<>();
        settled.stream()
                .filter(result -> result.approval() != null)
                .forEach(result -> newest.merge(result.item().id(), result, ApprovalStore::later));
        return newest.values().stream()
                .sorted(Comparator.comparing(result -> result.item().id()))
                .toList();
    }

    private static ReadResult later(ReadResult a, ReadResult b) {
        return b.approval().readAt().isBefore(a.approval().readAt()) ? a : b;
    }

    private List<Change> write(Connection connection, Collection<ReadResult> results) {
        if (results.isEmpty()) {
            return List.of();
        }
        Map<String, Held> held = lock(
                connection, results.stream().map(result -> result.item().id()).toList());
        List<Change> changes = new ArrayList<>();
        List<ApprovalRow> written = new ArrayList<>();
        List<SqlParameterSource> checked = new ArrayList<>();
        Map<String, Long> deletions = knownDeletions(connection, results, held);
        for (ReadResult result : results) {
            ApprovalRow row = new ApprovalRow(result.approval(), connection.platform());
            Held before = held.get(row.approval().id());
            long readAt = row.approval().readAt().toEpochMilli();
            if (before != null && before.isLaterThan(row.approval())
                    || deletions.getOrDefault(row.approval().id(), readAt) > readAt) {
                continue;
            }
            boolean sameContent = before != null && before.hasContent(row);
            if (sameContent) {
                checked.add(check(row.approval()));
                continue;
            }
            written.add(row);
            changes.add(change(result, before));
        }
        LocalDateTime now = now();
        writeRows(connection, written, held, row -> Stamps.ofRead(row, now));
        batch("approval-check", checked);
        return changes;
    }

    /** When approvals without a row were last found to be gone; a read that was started earlier brings no row back. */
    private Map<String, Long> knownDeletions(
            Connection connection, Collection<ReadResult> results, Map<String, Held> held) {
        List<String> ids = results.stream()
                .map(result -> result.item().id())
                .filter(id -> !held.containsKey(id))
                .toList();
        Map<String, Long> deletions = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.query(Sql.of("approval-checked"), Map.of("connection", connection.name(), "ids", ids), row -> {
                deletions.put(row.getString("process_instance_id"), row.getLong("checked_at"));
            });
        }
        return deletions;
    }

    private void writeRows(
            Connection connection,
            List<ApprovalRow> rows,
            Map<String, Held> held,
            Function<ApprovalRow, Stamps> stamps) {
        List<String> replaced = rows.stream()
                .map(row -> row.approval().id())
                .filter(held::containsKey)
                .toList();
        List<SqlParameterSource> newOnes = new ArrayList<>();
        List<SqlParameterSource> heldOnes = new ArrayList<>();
        for (ApprovalRow row : rows) {
            Stamps ours = stamps.apply(row);
            (held.containsKey(row.approval().id()) ? heldOnes : newOnes)
                    .add(new MapSqlParameterSource(row.instance())
                            .addValue("updateTime", ours.updateTime())
                            .addValue("knownAt", ours.knownAt())
                            .addValue("deletedAt", ours.deletedAt())
                            .addValue("contentHash", row.contentHash()));
        }
        batch("approval-insert", newOnes);
        batch("approval-upsert", heldOnes);
        batch(
                "payload-upsert",
                rows.stream().map(row -> payload(row.approval())).toList());
        if (!replaced.isEmpty()) {
            Map<String, Object> ids = Map.of("keys", Keys.of(connection.name(), replaced));
            jdbc.update(Sql.of("task-delete"), ids);
            jdbc.update(Sql.of("record-delete"), ids);
        }
        batch(
                "task-insert",
                sources(rows.stream().flatMap(row -> row.tasks().stream()).toList()));
        batch(
                "record-insert",
                sources(rows.stream().flatMap(row -> row.records().stream()).toList()));
    }

    private static List<SqlParameterSource> sources(List<Map<String, Object>> rows) {
        return rows.stream()
                .map(row -> (SqlParameterSource) new MapSqlParameterSource(row))
                .toList();
    }

    private void batch(String statement, List<SqlParameterSource> rows) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(Sql.of(statement), rows.toArray(SqlParameterSource[]::new));
        }
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), zone);
    }

    private Map<String, Held> lock(Connection connection, List<String> ids) {
        Map<String, Held> held = new LinkedHashMap<>();
        jdbc.query(Sql.of("approval-lock"), Map.of("keys", Keys.of(connection.name(), ids)), row -> {
            held.put(row.getString("process_instance_id"), Held.of(row));
        });
        return held;
    }

    private boolean markDeleted(Connection connection, ReadResult result) {
        Instant at = result.readAt();
        boolean marked = jdbc.update(
                        Sql.of("approval-deleted"),
                        Map.of(
                                "connection",
                                connection.name(),
                                "id",
                                result.item().id(),
                                "at",
                                at.toEpochMilli(),
                                "updateTime",
                                LocalDateTime.ofInstant(at, zone)))
                > 0;
        if (!marked) {
            batch(
                    "approval-check",
                    List.of(check(connection.name(), result.item().id(), at)));
        }
        return marked;
    }

    private static SqlParameterSource check(Approval approval) {
        return check(approval.connection(), approval.id(), approval.readAt());
    }

    private static SqlParameterSource check(String connection, String id, Instant at) {
        return new MapSqlParameterSource()
                .addValue("connection", connection)
                .addValue("id", id)
                .addValue("at", at.toEpochMilli());
    }

    private static SqlParameterSource payload(Approval approval) {
        return new MapSqlParameterSource()
                .addValue("connection", approval.connection())
                .addValue("id", approval.id())
                .addValue("code", approval.templateCode())
                .addValue("payload", approval.payload())
                .addValue("readAt", approval.readAt().toEpochMilli());
    }

    private static Change change(ReadResult result, Held before) {
        return new Change(
                result.approval().connection(),
                result.approval().id(),
                before == null ? Change.Kind.NEW : Change.Kind.CHANGED,
                result.item().purpose(),
                before == null
                        ? null
                        : new Change.Before(before.status(), before.result(), before.currentApproverIds()),
                result.approval());
    }

    /**
     * What a save did.
     *
     * @param changes rows that are new or different, in no order
     * @param unchanged approvals whose rows stayed as they were
     */
    public record Saved(List<Change> changes, int unchanged) {}
}
