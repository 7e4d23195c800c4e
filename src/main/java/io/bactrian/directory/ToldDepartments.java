package io.bactrian.directory;

import io.bactrian.connection.Connection;
import io.bactrian.store.Keys;
import io.bactrian.store.Sql;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Names from elsewhere than the directory, for departments of which it knows the id only; they come into all paths and
 * beside the people too. A department that it does not know is not made up. Thread-safe.
 */
final class ToldDepartments {
    private final NamedParameterJdbcTemplate jdbc;
    private final DepartmentStore store;
    private final DerivedColumns derivedColumns;

    ToldDepartments(NamedParameterJdbcTemplate jdbc, DepartmentStore store, DerivedColumns derivedColumns) {
        this.jdbc = jdbc;
        this.store = store;
        this.derivedColumns = derivedColumns;
    }

    /** Keeps those that are news; where there are none nothing is written. */
    void learn(Connection connection, Map<String, String> told) {
        if (told.isEmpty()) {
            return;
        }
        List<String> nameless = jdbc.queryForList(
                Sql.of("department-nameless"), Map.of("keys", Keys.of(connection.name(), told.keySet())), String.class);
        Map<String, String> news = new HashMap<>(told);
        news.keySet().retainAll(nameless);
        // MariaDB finds "2" for "2 "
        if (news.isEmpty()) {
            return;
        }
        store.tell(connection, news).forEach(id -> derivedColumns.department(connection, id));
    }
}
