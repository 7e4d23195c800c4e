package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.connection.Settings;
import io.bactrian.store.Database;
import io.bactrian.store.DatabaseSettings;
import io.bactrian.store.Tables;
import io.bactrian.store.TestDatabases;
import io.bactrian.store.TestProcess;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server that is there and says nothing, as when a firewall has forgotten a connection. */
class SilentDatabaseTest {
    @Test
    void isGivenUpAndGoneOnWithWhenItSpeaksAgain() throws SQLException {
        Map<String, String> named = TestDatabases.MYSQL.fresh();
        try (CutWire wire = new CutWire(named.get("db.host"), Integer.parseInt(named.get("db.port")))) {
            // its tables are made past the wire: that may take longer than this much silence
            open(address(named, named.get("db.host") + ":" + named.get("db.port"), ""))
                    .close();
            try (Database database = open(address(named, "127.0.0.1:" + wire.port(), "?socketTimeout=1500"))) {
                try (Connection connection = database.dataSource().getConnection();
                        Statement statement = connection.createStatement()) {
                    wire.silence();
                    assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOf(SQLException.class);
                }
                wire.cut();
                wire.mend();

                Tables tables = Tables.of(database.dataSource());
                assertThat(tables.transactions()
                                .in(() -> tables.jdbc().queryForObject("SELECT 1", Map.of(), Integer.class)))
                        .isEqualTo(1);
            }
        }
    }

    private static Database open(Map<String, String> settings) {
        return Database.open(DatabaseSettings.read(new Settings(settings::get), TestProcess.home()));
    }

    private static Map<String, String> address(Map<String, String> named, String server, String options) {
        return Map.of(
                "db.url",
                "jdbc:mysql://" + server + "/" + named.get("db.name") + options,
                "db.user",
                named.get("db.user"),
                "db.password",
                named.get("db.password"),
                "db.pool-size",
                "4");
    }
}
