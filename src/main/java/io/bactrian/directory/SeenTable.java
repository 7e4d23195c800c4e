package io.bactrian.directory;

import io.bactrian.store.Keys;
import io.bactrian.store.Sql;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * The table {@code directory_seen}: when and in which run a person or department was seen last. It stands beside the
 * rows themselves, so that seeing somebody again touches no row of a person. Thread-safe.
 */
final class SeenTable {
    static final String MEMBER = "member";
    static final String DEPARTMENT = "department";

    private final NamedParameterJdbcTemplate jdbc;

    SeenTable(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What is known of {@code ids}; the map has no entry for one that was never seen. */
    Map<String, Seen> read(String connection, String kind, Collection<String> ids) {
        Map<String, Seen> seen = new HashMap<>();
        jdbc.query(Sql.of("member-seen"), Map.of("keys", Keys.of(connection, kind, ids)), row -> {
            String id = row.getString("item_id");
            seen.put(
                    id,
                    new Seen(
                            id,
                            Columns.number(row, "run_id"),
                            row.getLong("read_at"),
                            Outcome.valueOf(row.getString("outcome"))));
        });
        return seen;
    }

    /** Writes them down in the order of their ids, so that two pages never wait for each other. */
    void write(String connection, String kind, Collection<Seen> seen) {
        SqlParameterSource[] rows = seen.stream()
                .sorted(Comparator.comparing(Seen::id))
                .map(one -> new MapSqlParameterSource()
                        .addValue("connection", connection)
                        .addValue("kind", kind)
                        .addValue("id", one.id())
                        .addValue("run", one.run())
                        .addValue("read_at", one.readAt())
                        .addValue("outcome", one.outcome().name()))
                .toArray(SqlParameterSource[]::new);
        if (rows.length > 0) {
            jdbc.batchUpdate(Sql.of("member-seen-save"), rows);
        }
    }

    /** What came of an item in the run that saw it. */
    enum Outcome {
        NEW,
        CHANGED,
        UNCHANGED
    }

    /**
     * One sight of a person or department.
     *
     * @param run {@code null} for a look-up that belongs to no run
     */
    record Seen(String id, Long run, long readAt, Outcome outcome) {
        /** Whether that run has counted it already. */
        boolean isOf(Long otherRun) {
            return run != null && run.equals(otherRun);
        }
    }
}
