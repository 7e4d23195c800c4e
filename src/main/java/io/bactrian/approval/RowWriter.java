package io.bactrian.approval;

import io.bactrian.connection.Connection;
import io.bactrian.store.Keys;
import io.bactrian.store.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** The rows of approvals, many at a time. Everything joins the caller's transaction. */
final class RowWriter {
    private final NamedParameterJdbcTemplate jdbc;

    RowWriter(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What is there already, locked until the end of the transaction. */
    Map<String, Held> lock(Connection connection, Collection<String> ids) {
        Map<String, Held> held = new LinkedHashMap<>();
        jdbc.query(Sql.of("approval-lock"), Map.of("keys", Keys.of(connection.name(), ids)), row -> {
            held.put(row.getString("process_instance_id"), Held.of(row));
        });
        // asked only now that the rows are held: whoever held them before may have noted a check
        checked(connection, held.keySet())
                .forEach((id, at) -> held.computeIfPresent(id, (same, row) -> row.readAt(at)));
        return held;
    }

    /** When approvals without a row were last found to be gone; a read that was started earlier brings no row back. */
    Map<String, Long> knownDeletions(Connection connection, Collection<String> ids) {
        return checked(connection, ids);
    }

    private Map<String, Long> checked(Connection connection, Collection<String> ids) {
        Map<String, Long> checked = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.query(Sql.of("approval-checked"), Map.of("keys", Keys.of(connection.name(), ids)), row -> {
                checked.put(row.getString("process_instance_id"), row.getLong("checked_at"));
            });
        }
        return checked;
    }

    /** Writes rows in place of those in {@code held}. */
    void write(
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
                            .addValue("readAt", row.readAt())
                            .addValue("deletedAt", ours.deletedAt())
                            .addValue("contentHash", row.contentHash()));
        }
        batch("approval-insert", newOnes);
        batch("approval-upsert", heldOnes);
        batch(
                "payload-upsert",
                rows.stream()
                        .map(ApprovalRow::approval)
                        .filter(approval -> approval.payload() != null)
                        .map(RowWriter::payload)
                        .toList());
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

    /** Notes that the platform says by now what events had said. */
    void reread(List<ApprovalRow> rows) {
        batch(
                "approval-reread",
                rows.stream()
                        .map(row -> (SqlParameterSource) new MapSqlParameterSource()
                                .addValue("connection", row.approval().connection())
                                .addValue("id", row.approval().id())
                                .addValue("readAt", row.readAt()))
                        .toList());
        batch(
                "payload-upsert",
                rows.stream().map(row -> payload(row.approval())).toList());
    }

    /** Notes when approvals were last known to be as they are, without touching their rows. */
    void check(String connection, Map<String, Instant> readAt) {
        batch(
                "approval-check",
                readAt.entrySet().stream()
                        .map(entry -> (SqlParameterSource) new MapSqlParameterSource()
                                .addValue("connection", connection)
                                .addValue("id", entry.getKey())
                                .addValue("at", entry.getValue().toEpochMilli()))
                        .toList());
    }

    private void batch(String statement, List<SqlParameterSource> rows) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(Sql.of(statement), rows.toArray(SqlParameterSource[]::new));
        }
    }

    private static List<SqlParameterSource> sources(List<Map<String, Object>> rows) {
        return rows.stream()
                .map(row -> (SqlParameterSource) new MapSqlParameterSource(row))
                .toList();
    }

    private static SqlParameterSource payload(Approval approval) {
        return new MapSqlParameterSource()
                .addValue("connection", approval.connection())
                .addValue("id", approval.id())
                .addValue("code", approval.templateCode())
                .addValue("payload", approval.payload())
                .addValue("readAt", approval.readAt().toEpochMilli());
    }
}
