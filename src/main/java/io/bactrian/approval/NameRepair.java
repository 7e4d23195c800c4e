package io.bactrian.approval;

import io.bactrian.connection.Connection;
import io.bactrian.store.Keys;
import io.bactrian.store.Sql;
import io.bactrian.store.Transactions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * Carries names that have become known, or have changed, to the approvals that show them. What is to be carried is
 * marked in {@code member.name_pending}, in the transaction that learnt it, so nothing is forgotten by a crash.
 */
public final class NameRepair {
    private static final int PEOPLE_AT_ONCE = 20;

    private final NamedParameterJdbcTemplate jdbc;
    private final Transactions transactions;

    public NameRepair(NamedParameterJdbcTemplate jdbc, Transactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /**
     * To be told of the names that were just committed with approvals, {@code null} for an id without one: whoever has
     * another name by now, because it was learnt in that moment or was remembered too long, is marked to be carried.
     */
    void noteWritten(Connection connection, Map<String, String> written) {
        written.keySet().removeIf(Objects::isNull);
        if (written.isEmpty()) {
            return;
        }
        List<String> stale = new ArrayList<>();
        jdbc.query(Sql.of("member-names"), Map.of("keys", Keys.of(connection.name(), written.keySet())), row -> {
            String name = row.getString("name");
            if (name != null && !name.equals(written.get(row.getString("userid")))) {
                stale.add(row.getString("userid"));
            }
        });
        if (!stale.isEmpty()) {
            transactions.run(() ->
                    jdbc.update(Sql.of("name-stale"), Map.of("keys", Keys.of(connection.name(), stale))));
        }
    }

    /** Carries every pending name; gives the number of people. */
    public int run(Connection connection) {
        int people = 0;
        for (List<String> ids = next(connection); !ids.isEmpty(); ids = next(connection)) {
            List<String> portion = ids;
            transactions.run(() -> carry(connection, portion));
            people += portion.size();
        }
        return people;
    }

    private List<String> next(Connection connection) {
        return jdbc.queryForList(
                Sql.of("name-pending"), Map.of("connection", connection.name(), "most", PEOPLE_AT_ONCE), String.class);
    }

    /** Approvals before their tasks and records, as whoever stores them locks them. */
    private void carry(Connection connection, List<String> userIds) {
        Map<String, Object> people = Map.of("keys", Keys.of(connection.name(), userIds));
        jdbc.update(Sql.of("name-carried"), people);
        jdbc.update(Sql.of("name-to-originators"), people);
        currentApprovers(connection, people);
        jdbc.update(Sql.of("name-to-tasks"), people);
        jdbc.update(Sql.of("name-to-records"), people);
    }

    private void currentApprovers(Connection connection, Map<String, Object> people) {
        List<String> waiting = jdbc.queryForList(Sql.of("name-lock-waiting"), people, String.class);
        if (waiting.isEmpty()) {
            return;
        }
        Map<String, List<String>> names = new LinkedHashMap<>();
        jdbc.query(Sql.of("name-current-approvers"), Map.of("keys", Keys.of(connection.name(), waiting)), row -> {
            names.computeIfAbsent(row.getString("process_instance_id"), id -> new ArrayList<>())
                    .add(row.getString("user_name"));
        });
        SqlParameterSource[] rows = names.entrySet().stream()
                .map(entry -> new MapSqlParameterSource()
                        .addValue("connection", connection.name())
                        .addValue("id", entry.getKey())
                        .addValue("names", CurrentApprovers.text(entry.getValue())))
                .toArray(SqlParameterSource[]::new);
        if (rows.length > 0) {
            jdbc.batchUpdate(Sql.of("name-to-current-approvers"), rows);
        }
    }
}
