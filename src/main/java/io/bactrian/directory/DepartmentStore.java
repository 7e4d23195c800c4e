package io.bactrian.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.bactrian.connection.Connection;
import io.bactrian.directory.SeenTable.Outcome;
import io.bactrian.directory.SeenTable.Seen;
import io.bactrian.store.Keys;
import io.bactrian.store.Sql;
import io.bactrian.store.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * The table {@code department}: a page of departments in one transaction, of which only the rows that are different, or
 * that come back, are written. Thread-safe.
 */
final class DepartmentStore {
    private static final int LONGEST_NAME = 512;

    private final Clock clock;
    private final ZoneId zone;
    private final NamedParameterJdbcTemplate jdbc;
    private final Transactions transactions;
    private final SeenTable seenTable;

    DepartmentStore(Clock clock, ZoneId zone, NamedParameterJdbcTemplate jdbc, Transactions transactions) {
        this.clock = clock;
        this.zone = zone;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.seenTable = new SeenTable(jdbc);
    }

    /** Stores a page for the run of that number. */
    Tally store(Connection connection, List<Department> departments, Long run) {
        Map<String, Department> byId = new TreeMap<>();
        departments.forEach(department -> byId.put(department.id(), department));
        return byId.isEmpty() ? new Tally(run) : transactions.in(() -> write(connection, byId, run));
    }

    /**
     * Marks a department as gone of which we know so since {@code at} (milliseconds), unless it was seen later; gives
     * whether that changed anything.
     */
    boolean gone(Connection connection, String id, long at) {
        return transactions.in(() -> {
            lock(connection, List.of(id));
            return jdbc.update(
                            Sql.of("department-gone"),
                            new MapSqlParameterSource("connection", connection.name())
                                    .addValue("id", id)
                                    .addValue("at", at)
                                    .addValue("now", clock.millis())
                                    .addValue("update_time", Columns.time(clock.instant(), zone)))
                    > 0;
        });
    }

    /** When an active department was last known to be there, in milliseconds since 1970. */
    Optional<Long> activeSince(Connection connection, String id) {
        return jdbc
                .queryForList(
                        Sql.of("department-active-since"),
                        Map.of("connection", connection.name(), "id", id),
                        Long.class)
                .stream()
                .findFirst();
    }

    /**
     * Writes names from elsewhere where there is none; gives the ids of those departments. When the directory was read stays
     * as it is, so that any name of its own comes over them.
     */
    List<String> tell(Connection connection, Map<String, String> names) {
        return transactions.in(() -> {
            List<String> told = new ArrayList<>();
            List<SqlParameterSource> updates = new ArrayList<>();
            lock(connection, names.keySet()).forEach((id, row) -> {
                Map<String, Object> content = new HashMap<>(row.content);
                String name = Columns.text(names.get(id).strip(), LONGEST_NAME);
                if (content.put("name", name) == null) {
                    told.add(id);
                    updates.add(new MapSqlParameterSource("connection", connection.name())
                            .addValue("dept_id", id)
                            .addValue("name", name)
                            .addValue("content_hash", ContentHash.of(content))
                            .addValue("update_time", Columns.time(clock.instant(), zone)));
                }
            });
            jdbc.batchUpdate(Sql.of("department-told"), updates.toArray(SqlParameterSource[]::new));
            return told;
        });
    }

    private Tally write(Connection connection, Map<String, Department> departments, Long run) {
        Map<String, Row> rows = lock(connection, departments.keySet());
        Map<String, Seen> seen = seenTable.read(connection.name(), SeenTable.DEPARTMENT, departments.keySet());
        Tally tally = new Tally(run);
        List<SqlParameterSource> inserts = new ArrayList<>();
        List<SqlParameterSource> updates = new ArrayList<>();
        departments.forEach((id, department) -> {
            Row row = rows.get(id);
            long readAt = department.readAt().toEpochMilli();
            Outcome outcome = Outcome.UNCHANGED;
            if (row == null || readAt >= row.knownAt(seen.get(id))) {
                Map<String, Object> content = content(department, row == null ? Map.of() : row.content);
                String hash = ContentHash.of(content);
                if (row == null) {
                    outcome = Outcome.NEW;
                    inserts.add(parameters(connection, department, content, hash));
                } else if (!row.active || !row.hash.equals(hash)) {
                    outcome = Outcome.CHANGED;
                    updates.add(parameters(connection, department, content, hash));
                }
            }
            tally.add(id, readAt, outcome, seen.get(id));
        });
        jdbc.batchUpdate(Sql.of("department-insert"), inserts.toArray(SqlParameterSource[]::new));
        jdbc.batchUpdate(Sql.of("department-update"), updates.toArray(SqlParameterSource[]::new));
        seenTable.write(connection.name(), SeenTable.DEPARTMENT, tally.toWrite());
        return tally;
    }

    private Map<String, Row> lock(Connection connection, Collection<String> ids) {
        Map<String, Row> rows = new HashMap<>();
        jdbc.query(Sql.of("department-lock"), Map.of("keys", Keys.of(connection.name(), ids)), row -> {
            rows.put(row.getString("dept_id"), Row.read(row));
        });
        return rows;
    }

    private static Map<String, Object> content(Department department, Map<String, Object> known) {
        Map<String, Object> content = new LinkedHashMap<>();
        String name = Columns.text(department.name(), LONGEST_NAME);
        content.put("parent_id", department.parentId());
        content.put("name", name == null ? known.get("name") : name);
        content.put("sort_order", department.order() == null ? known.get("sort_order") : department.order());
        content.put("source_identifier", Columns.text(department.sourceIdentifier(), 255));
        content.put("raw", Columns.merge((JsonNode) known.get("raw"), department.raw()));
        String nameEn = Columns.text(department.nameEn(), LONGEST_NAME);
        content.put("name_en", department.nameEn() == null ? known.get("name_en") : nameEn);
        ArrayNode leaders = department.leaders() == null ? null : Columns.JSON.valueToTree(department.leaders());
        content.put("leader_userids", leaders == null ? known.get("leader_userids") : leaders);
        return withoutUnknown(content);
    }

    /** Not in the fingerprint where nothing is known: most platforms tell neither. */
    private static Map<String, Object> withoutUnknown(Map<String, Object> content) {
        content.remove("name_en", null);
        content.remove("leader_userids", null);
        return content;
    }

    private SqlParameterSource parameters(
            Connection connection, Department department, Map<String, Object> content, String hash) {
        MapSqlParameterSource parameters = new MapSqlParameterSource()
                .addValue("name_en", null)
                .addValue("leader_userids", null)
                .addValues(content)
                .addValue("connection", connection.name())
                .addValue("dept_id", department.id())
                .addValue("platform", connection.platform())
                .addValue("known_at", department.readAt().toEpochMilli())
                .addValue("content_hash", hash)
                .addValue("update_time", Columns.time(clock.instant(), zone));
        content.forEach((column, value) ->
                parameters.addValue(column, value instanceof JsonNode json ? json.toString() : value));
        return parameters;
    }

    private record Row(Map<String, Object> content, boolean active, long lastKnownAt, String hash) {
        private static Row read(ResultSet row) throws SQLException {
            Map<String, Object> content = new HashMap<>();
            content.put("parent_id", row.getString("parent_id"));
            content.put("name", row.getString("name"));
            content.put("sort_order", Columns.number(row, "sort_order"));
            content.put("source_identifier", row.getString("source_identifier"));
            content.put("raw", Columns.json(row.getString("raw")));
            content.put("name_en", row.getString("name_en"));
            content.put("leader_userids", Columns.json(row.getString("leader_userids")));
            withoutUnknown(content);
            return new Row(
                    content,
                    "active".equals(row.getString("state")),
                    row.getLong("known_at"),
                    row.getString("content_hash"));
        }

        private long knownAt(Seen seen) {
            return seen == null ? lastKnownAt : Math.max(lastKnownAt, seen.readAt());
        }
    }
}
