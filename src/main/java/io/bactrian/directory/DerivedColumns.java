package io.bactrian.directory;

import io.bactrian.connection.Connection;
import io.bactrian.directory.DepartmentTree.Node;
import io.bactrian.directory.DepartmentTree.Path;
import io.bactrian.store.Sql;
import io.bactrian.store.Transactions;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * Everything in the directory's tables that follows from the rest of them: paths, main departments, names of
 * departments beside people, head-counts. Only rows that come out different are written. Thread-safe.
 */
final class DerivedColumns {
    private static final int MOST_BY_KEY = 500;

    private final Clock clock;
    private final ZoneId zone;
    private final NamedParameterJdbcTemplate jdbc;
    private final Transactions transactions;
    private final MemberDepartments memberDepartments;

    DerivedColumns(
            Clock clock,
            ZoneId zone,
            NamedParameterJdbcTemplate jdbc,
            Transactions transactions,
            MainDepartment mainDepartment) {
        this.clock = clock;
        this.zone = zone;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.memberDepartments = new MemberDepartments(clock, zone, jdbc, transactions, mainDepartment);
    }

    /** Brings all of them up to date for a connection. */
    void rebuild(Connection connection) {
        transactions.run(() -> paths(connection.name()));
        memberDepartments.rebuild(connection.name());
        headcounts(connection);
    }

    /** After one department came, changed or went: paths, and the people in it and below it. */
    void department(Connection connection, String id) {
        DepartmentTree tree = transactions.in(() -> paths(connection.name()));
        Set<String> concerned = tree.from(id);
        if (concerned.size() > MOST_BY_KEY) {
            memberDepartments.rebuild(connection.name());
        } else {
            memberDepartments.rebuildIn(connection.name(), concerned);
        }
    }

    /** After one person came or changed; gives whether anything was written. Joins the transaction. */
    boolean member(Connection connection, String userId) {
        return memberDepartments.rebuildOf(connection.name(), userId);
    }

    /** How many people are where. */
    void headcounts(Connection connection) {
        transactions.run(() -> {
            hold(connection.name());
            headcounts(connection.name());
        });
    }

    /** Of two who compute, the later one computes from what the earlier one has left, and writes last. */
    private void hold(String connection) {
        jdbc.query(Sql.of("department-tree-hold"), Map.of("connection", connection), row -> {});
    }

    private DepartmentTree paths(String connection) {
        hold(connection);
        List<Stored> stored = jdbc.query(
                Sql.of("department-tree"),
                Map.of("connection", connection),
                (row, n) -> new Stored(
                        new Node(row.getString("dept_id"), row.getString("parent_id"), row.getString("name")),
                        row.getString("id_path"),
                        row.getString("name_path"),
                        Columns.number(row, "depth")));
        DepartmentTree tree =
                new DepartmentTree(stored.stream().map(Stored::node).toList());
        List<SqlParameterSource> updates = new ArrayList<>();
        for (Stored row : stored) {
            Path path = tree.path(row.node.id());
            if (!row.isAt(path)) {
                updates.add(of(connection, row.node.id())
                        .addValue("id_path", path.ids())
                        .addValue("name_path", path.names())
                        .addValue("depth", path.depth()));
            }
        }
        jdbc.batchUpdate(Sql.of("department-path"), updates.toArray(SqlParameterSource[]::new));
        return tree;
    }

    private void headcounts(String connection) {
        List<SqlParameterSource> updates = new ArrayList<>();
        jdbc.query(Sql.of("department-headcounts"), Map.of("connection", connection), row -> {
            updates.add(of(connection, row.getString("dept_id"))
                    .addValue("direct", row.getLong("direct_now"))
                    .addValue("total", row.getLong("total_now")));
        });
        jdbc.batchUpdate(Sql.of("department-headcount"), updates.toArray(SqlParameterSource[]::new));
    }

    private MapSqlParameterSource of(String connection, String department) {
        LocalDateTime now = Columns.time(clock.instant(), zone);
        return new MapSqlParameterSource("connection", connection)
                .addValue("dept_id", department)
                .addValue("update_time", now);
    }

    private record Stored(Node node, String idPath, String namePath, Long depth) {
        private boolean isAt(Path path) {
            return path.ids().equals(idPath)
                    && path.names().equals(namePath)
                    && Objects.equals(depth, (long) path.depth());
        }
    }
}
