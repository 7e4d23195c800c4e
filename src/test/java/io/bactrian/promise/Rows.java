package io.bactrian.promise;

import java.sql.Clob;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Reads rows so that those of two databases, and those from before and after, can be compared. */
public final class Rows {
    private static final List<String> TABLES = List.of(
            "process_instance",
            "process_task",
            "process_operation_record",
            "process_payload",
            "process_template",
            "department",
            "member",
            "member_department");

    private Rows() {}

    /** Rows of any query without parameters; values are texts, numbers, booleans, times or null. */
    public static List<Map<String, Object>> read(NamedParameterJdbcTemplate jdbc, String sql) {
        return jdbc.queryForList(sql, Map.of()).stream().map(Rows::plain).toList();
    }

    /** Every row of every table that people read, to the letter. */
    public static Map<String, List<Map<String, Object>>> everything(NamedParameterJdbcTemplate jdbc) {
        Map<String, List<Map<String, Object>>> all = new LinkedHashMap<>();
        TABLES.forEach(table -> all.put(table, read(jdbc, "SELECT * FROM " + table + " ORDER BY 1, 2, 3")));
        return all;
    }

    /** What differs between the tables of two moments, one line for each value; empty when nothing does. */
    public static List<String> differences(
            Map<String, List<Map<String, Object>>> before, Map<String, List<Map<String, Object>>> after) {
        List<String> differences = new ArrayList<>();
        before.forEach((table, rows) -> {
            List<Map<String, Object>> now = after.get(table);
            if (rows.size() != now.size()) {
                differences.add(table + ": " + rows.size() + " rows are " + now.size() + " now");
                return;
            }
            for (int i = 0; i < rows.size(); i++) {
                differences.addAll(differences(table, rows.get(i), now.get(i)));
            }
        });
        return differences;
    }

    /** The same for rows by key. */
    static List<String> differences(Map<String, Map<String, Object>> expected, List<Map<String, Object>> rows) {
        Map<String, Map<String, Object>> actual = CompanyRows.byKey(rows);
        List<String> differences = new ArrayList<>();
        Set<String> keys = new TreeSet<>(expected.keySet());
        keys.addAll(actual.keySet());
        keys.forEach(key -> differences.addAll(
                differences(key, expected.getOrDefault(key, Map.of()), actual.getOrDefault(key, Map.of()))));
        return differences;
    }

    private static List<String> differences(String where, Map<String, Object> before, Map<String, Object> after) {
        Set<String> columns = new TreeSet<>(before.keySet());
        columns.addAll(after.keySet());
        return columns.stream()
                .filter(column -> !Objects.equals(before.get(column), after.get(column)))
                .map(column -> where + "." + column + ": " + before.get(column) + " is " + after.get(column) + " now")
                .toList();
    }

    private static Map<String, Object> plain(Map<String, Object> row) {
        Map<String, Object> plain = new LinkedHashMap<>();
        row.forEach((column, value) -> plain.put(column, plain(value)));
        return plain;
    }

    private static Object plain(Object value) {
        if (value instanceof Timestamp time) {
            return time.toLocalDateTime();
        }
        if (value instanceof Clob text) {
            try {
                return text.getSubString(1, (int) text.length());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return value;
    }
}
