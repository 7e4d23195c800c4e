package io.bactrian.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** What is asked by the beginning of a longer key does not scan all rows of a connection, on H2 either. */
class PrefixIndexesTest {
    private static final List<String> INDEXES = List.of(
            "member_department_user",
            "process_task_instance",
            "process_task_person",
            "process_operation_record_instance");

    private static Database database;

    @BeforeAll
    static void open() {
        database = TestDatabases.H2.open();
        // how many rows there are decides which index is taken
        new JdbcTemplate(database.dataSource())
                .update("INSERT INTO process_task (connection_name, process_instance_id, task_id, position, userid)"
                        + " SELECT 'acme', 'approval-' || (n.x / 3), 'task-' || n.x, 0, 'user-' || MOD(n.x, 100)"
                        + " FROM SYSTEM_RANGE(1, 3000) n");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource({
        "member-places, member_department_user",
        "task-load, process_task_instance",
        "task-delete, process_task_instance",
        "name-current-approvers, process_task_instance",
        "name-shown, process_task_person",
        "record-load, process_operation_record_instance",
        "record-delete, process_operation_record_instance"
    })
    void theStatementTakesTheIndex(String statement, String index) {
        List<Object[]> keys = Keys.of("acme", List.of("a", "b", "c"));
        Map<String, Object> parameters = Map.of("keys", keys, "approvals", keys, "after", "", "most", 10);
        String plan = new NamedParameterJdbcTemplate(database.dataSource())
                .queryForObject("EXPLAIN " + Sql.of(statement), parameters, String.class);
        assertThat(plan).containsPattern("\\." + index + ":\\s+IN\\(");
    }

    @Test
    void whereTheBeginningOfAKeyIsEnoughThereIsNone() {
        try (Database server = TestDatabases.MYSQL.open()) {
            List<String> there = new JdbcTemplate(server.dataSource())
                    .queryForList(
                            "SELECT DISTINCT index_name FROM information_schema.statistics WHERE table_schema = DATABASE()",
                            String.class);
            assertThat(there).contains("member_department_dept").doesNotContainAnyElementsOf(INDEXES);
        }
    }
}
