package io.bactrian.store;

import com.zaxxer.hikari.HikariDataSource;
import io.bactrian.connection.SettingException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.core.NestedExceptionUtils;

/** The pool of connections to the database, with its tables brought up to date. Thread-safe. */
public final class Database implements AutoCloseable {
    private static final Map<String, String> MYSQL = Map.of(
            "id", "VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
            "text", "LONGTEXT",
            "json", "JSON",
            "blob", "BLOB",
            "on_h2", "-- ",
            "table", "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci");
    private static final Map<String, String> H2 = Map.of(
            "id", "VARCHAR(128)",
            "text", "VARCHAR(1000000000)",
            "json", "VARCHAR(1000000000)",
            "blob", "VARBINARY(4096)",
            "on_h2", "",
            "table", "");

    private final DatabaseSettings settings;
    private final HikariDataSource pool;

    private Database(DatabaseSettings settings, HikariDataSource pool) {
        this.settings = settings;
        this.pool = pool;
    }

    /** Opens it and creates or updates the tables; a {@link SettingException} says what a person has to mend. */
    public static Database open(DatabaseSettings settings) {
        // the embedded database serves other commands of this machine only
        System.setProperty("h2.bindAddress", "127.0.0.1");
        // a pool would try again and again before it says what is wrong; held, or an embedded database would close
        // again
        try (Connection first = connect(settings)) {
            first.isValid(5);
            HikariDataSource pool = new HikariDataSource(settings.pool());
            try {
                migrate(settings);
                return new Database(settings, pool);
            } catch (RuntimeException e) {
                pool.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new SettingException("The database " + settings + " cannot be opened as user '" + settings.user()
                    + "' (" + connectFailure(e)
                    + "); check DB_HOST, DB_PORT, DB_NAME, DB_USER and DB_PASSWORD, or DB_URL.");
        }
    }

    private static Connection connect(DatabaseSettings settings) throws SQLException {
        return DriverManager.getConnection(
                settings.url(), settings.user(), settings.password().reveal());
    }

    /** Only what a server or the network says: a driver that cannot read an address quotes it, password and all. */
    private static String connectFailure(SQLException e) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(e);
        return root instanceof SQLException || root instanceof IOException
                ? rootMessage(root)
                : "its address cannot be read; write special characters in it as %XX, or use the single settings";
    }

    private static void migrate(DatabaseSettings settings) {
        try {
            Flyway.configure()
                    .dataSource(
                            settings.url(), settings.user(), settings.password().reveal())
                    .locations("classpath:db/migration")
                    .table("bactrian_schema")
                    .placeholders(settings.isH2() ? H2 : MYSQL)
                    .connectRetries(0)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new SettingException("The tables in " + settings + " cannot be created or updated (" + rootMessage(e)
                    + "); the user '" + settings.user() + "' needs the right to create tables, indexes and views.");
        }
    }

    static String rootMessage(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return message.lines().findFirst().orElse("").strip();
    }

    public DataSource dataSource() {
        return pool;
    }

    @Override
    public String toString() {
        return settings.toString();
    }

    @Override
    public void close() {
        pool.close();
    }
}
