package io.bactrian.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/** The rows of approvals, written by nothing but JDBC batches: no reading, no names, no upsert, no work list. */
final class BareJdbc {
    private static final List<String> TABLES =
            List.of("process_instance", "process_payload", "process_task", "process_operation_record");

    private final Map<String, String> inserts = new LinkedHashMap<>();
    /** Of each approval, its rows by table. */
    private final Map<String, Map<String, List<Object[]>>> approvals = new LinkedHashMap<>();

    /** Learns the rows that are there, in the order in which the approvals were created. */
    static BareJdbc copyOf(DataSource database) throws SQLException {
        BareJdbc copy = new BareJdbc();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet ids =
                    statement.executeQuery("SELECT process_instance_id FROM process_instance ORDER BY create_time")) {
                while (ids.next()) {
                    copy.approvals.put(ids.getString(1), new LinkedHashMap<>());
                }
            }
            for (String table : TABLES) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                    copy.learn(table, rows);
                }
            }
        }
        return copy;
    }

    private void learn(String table, ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            names.add(columns.getColumnName(i));
        }
        inserts.put(
                table,
                "INSERT INTO " + table + " (" + String.join(", ", names) + ") VALUES (?"
                        + ", ?".repeat(names.size() - 1) + ")");
        while (rows.next()) {
            Object[] values = new Object[names.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = rows.getObject(i + 1);
            }
            approvals
                    .get(rows.getString("process_instance_id"))
                    .computeIfAbsent(table, key -> new ArrayList<>())
                    .add(values);
        }
    }

    int size() {
        return approvals.size();
    }

    /** Writes the approvals from one number to another; gives approvals a second. */
    double write(DataSource database, int from, int to, int batchSize, int threads) throws Exception {
        Queue<List<Map<String, List<Object[]>>>> batches = new ConcurrentLinkedQueue<>();
        List<Map<String, List<Object[]>>> all = new ArrayList<>(approvals.values()).subList(from, to);
        for (int i = 0; i < all.size(); i += batchSize) {
            batches.add(all.subList(i, Math.min(all.size(), i + batchSize)));
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long started = System.nanoTime();
            List<Future<?>> tasks = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                tasks.add(pool.submit(() -> {
                    write(database, batches);
                    return null;
                }));
            }
            for (Future<?> task : tasks) {
                task.get();
            }
            return all.size() * 1e9 / (System.nanoTime() - started);
        } finally {
            pool.shutdownNow();
        }
    }

    private void write(DataSource database, Queue<List<Map<String, List<Object[]>>>> batches) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            Map<String, PreparedStatement> statements = new LinkedHashMap<>();
            for (Map.Entry<String, String> insert : inserts.entrySet()) {
                statements.put(insert.getKey(), connection.prepareStatement(insert.getValue()));
            }
            for (List<Map<String, List<Object[]>>> batch = batches.poll(); batch != null; batch = batches.poll()) {
                for (Map.Entry<String, PreparedStatement> statement : statements.entrySet()) {
                    for (Map<String, List<Object[]>> approval : batch) {
                        for (Object[] row : approval.getOrDefault(statement.getKey(), List.of())) {
                            add(statement.getValue(), row);
                        }
                    }
                    statement.getValue().executeBatch();
                }
                connection.commit();
            }
        }
    }

    private static void add(PreparedStatement statement, Object[] row) throws SQLException {
        for (int i = 0; i < row.length; i++) {
            statement.setObject(i + 1, row[i]);
        }
        statement.addBatch();
    }
}
