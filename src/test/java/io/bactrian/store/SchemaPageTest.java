package io.bactrian.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** docs/schema.md names every table and view, every column of it, and nothing else. */
class SchemaPageTest {
    private static final Pattern TABLE = Pattern.compile("### `([a-z_]+)`");
    private static final Pattern COLUMN = Pattern.compile("\\| `([a-z_]+)` \\|.*");

    @Test
    void thePageHasTheTablesAndColumnsOfTheDatabase() throws IOException {
        try (Database database = TestDatabases.H2.open()) {
            assertThat(ofPage()).containsExactlyInAnyOrderEntriesOf(ofDatabase(database));
        }
    }

    private static Map<String, Set<String>> ofPage() throws IOException {
        Map<String, Set<String>> tables = new TreeMap<>();
        Set<String> columns = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("docs", "schema.md"))) {
            Matcher table = TABLE.matcher(line);
            Matcher column = COLUMN.matcher(line);
            if (line.startsWith("#")) {
                columns = new TreeSet<>();
            }
            if (table.matches()) {
                tables.put(table.group(1), columns);
            } else if (column.matches()) {
                assertThat(columns.add(column.group(1))).as("once: %s", line).isTrue();
            }
        }
        return tables;
    }

    private static Map<String, Set<String>> ofDatabase(Database database) {
        Map<String, Set<String>> tables = new TreeMap<>();
        new JdbcTemplate(database.dataSource())
                .query(
                        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = SCHEMA()",
                        row -> {
                            tables.computeIfAbsent(lower(row.getString(1)), name -> new TreeSet<>())
                                    .add(lower(row.getString(2)));
                        });
        // Flyway's own table
        tables.remove("bactrian_schema");
        return tables;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
