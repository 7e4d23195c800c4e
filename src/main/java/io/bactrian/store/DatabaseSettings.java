package io.bactrian.store;

import com.zaxxer.hikari.HikariConfig;
import io.bactrian.connection.Secret;
import io.bactrian.connection.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Which database, as the settings say: a whole JDBC address, or host, port and name of a MySQL, or else H2 in MySQL
 * mode in a file.
 *
 * @param poolSize connections that the pool holds at most
 */
public record DatabaseSettings(String url, String user, Secret password, int poolSize) {
    /** What the driver must do for us on MySQL: fast batches, exact text, no zone conversion of its own. */
    private static final List<String> MYSQL_OPTIONS = List.of(
            "rewriteBatchedStatements=true",
            "characterEncoding=UTF-8",
            "connectionTimeZone=LOCAL",
            "forceConnectionTimeZoneToSession=false",
            "tcpKeepAlive=true",
            "connectTimeout=10000",
            "useServerPrepStmts=false",
            "cachePrepStmts=true",
            "sslMode=PREFERRED");

    /**
     * Milliseconds after which a server that says nothing is given up, longer than it lets anybody wait for a lock; not for
     * whoever changes tables, which takes as long as it takes.
     */
    private static final String SILENCE = "120000";

    /** A password may be sent under a key that the server hands out only where nobody stands in between. */
    private static final List<String> LOOPBACK_OPTIONS = List.of("allowPublicKeyRetrieval=true");

    /**
     * H2 as a MySQL, so that both run the same statements. The last: what is committed is in the file, and not half a second
     * later, for an end without warning.
     */
    private static final List<String> H2_OPTIONS = List.of(
            "MODE=MySQL",
            "DATABASE_TO_LOWER=TRUE",
            "CASE_INSENSITIVE_IDENTIFIERS=TRUE",
            "LOCK_TIMEOUT=20000",
            "WRITE_DELAY=0");

    /** One file that several commands may open side by side: the first one serves the others over the loopback. */
    private static final String H2_SHARED = "AUTO_SERVER=TRUE";

    public static DatabaseSettings read(Settings settings, Path home) {
        String url = settings.find("db.url")
                .orElseGet(() -> settings.find("db.host").isPresent() ? mysql(settings) : h2(settings, home));
        if (!url.startsWith("jdbc:mysql:") && !url.startsWith("jdbc:h2:")) {
            throw Settings.refuse(
                    "db.url", "names no database that we know", "jdbc:mysql://host:3306/name or jdbc:h2:file:./data/x");
        }
        boolean embedded = url.startsWith("jdbc:h2:");
        url = embedded ? with(url, ";", ";", H2_OPTIONS) : with(url, "?", "&", MYSQL_OPTIONS);
        if (url.startsWith("jdbc:mysql://127.0.0.1") || url.startsWith("jdbc:mysql://localhost")) {
            url = with(url, "?", "&", LOOPBACK_OPTIONS);
        }
        String user = embedded
                ? settings.find("db.user").orElse("sa")
                : settings.text("db.user", "the name of a database user that may create tables");
        return new DatabaseSettings(
                url, user, new Secret(settings.find("db.password").orElse("")), (int)
                        settings.number("db.pool-size", 2, 200));
    }

    /** Whether it is the embedded database. */
    public boolean isH2() {
        return url.startsWith("jdbc:h2:");
    }

    HikariConfig pool() {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("bactrian");
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword(password.reveal());
        pool.setMaximumPoolSize(poolSize);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(30_000);
        pool.setInitializationFailTimeout(-1);
        if (!isH2()) {
            pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
            if (!url.contains("socketTimeout=")) {
                pool.addDataSourceProperty("socketTimeout", SILENCE);
            }
        }
        return pool;
    }

    /** The address with those options that it does not set itself. */
    private static String with(String url, String first, String next, List<String> options) {
        StringBuilder all = new StringBuilder(url);
        for (String option : options) {
            String name = option.substring(0, option.indexOf('=') + 1);
            if (!url.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))) {
                all.append(all.indexOf(first) < 0 ? first : next).append(option);
            }
        }
        return all.toString();
    }

    private static String mysql(Settings settings) {
        return "jdbc:mysql://" + settings.text("db.host", "the database's host name") + ":"
                + settings.number("db.port", 1, 65_535) + "/"
                + settings.text("db.name", "the database's name");
    }

    private static String h2(Settings settings, Path home) {
        Path file = settings.path("db.folder", home).resolve("bactrian").toAbsolutePath();
        return "jdbc:h2:file:" + file + ";" + H2_SHARED;
    }

    @Override
    public String toString() {
        return url.replaceAll("\\?.*$|;.*$", "").replaceAll("//[^/@]*@", "//");
    }
}
