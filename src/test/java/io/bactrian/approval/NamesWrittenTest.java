package io.bactrian.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.promise.Storeroom;
import io.bactrian.promise.TravelClock;
import io.bactrian.store.TestDatabases;
import io.bactrian.store.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Somebody got another name while an approval with the old one was being stored, and then the database went away. */
class NamesWrittenTest {
    @Test
    void theNewNameIsCarriedWhenTheDatabaseIsBack() {
        try (Storeroom room = new Storeroom(TestDatabases.H2)) {
            room.save(room.read(
                    "a",
                    "{\"title\": \"t\", \"status\": \"RUNNING\", \"originatorUserId\": \"u1\"}",
                    TravelClock.BEGINNING));
            room.execute("UPDATE process_instance SET originator_name = '李娜'");
            room.execute("INSERT INTO member (connection_name, userid, platform, state, name, first_seen_at, known_at,"
                    + " name_pending, content_hash, update_time) VALUES ('shop', 'u1', 'dingtalk', 'active', '李娜娜', 1,"
                    + " 1, FALSE, '', NOW())");
            Cable cable = new Cable(room.dataSource());
            NameRepair repair = new NameRepair(new NamedParameterJdbcTemplate(cable), new Transactions(cable));

            cable.isCut = true;
            repair.noteWritten(room.connection(), new HashMap<>(Map.of("u1", "李娜")));
            assertThatThrownBy(() -> repair.run(room.connection()))
                    .isInstanceOfAny(RecoverableDataAccessException.class, CannotGetJdbcConnectionException.class);
            cable.isCut = false;

            assertThat(repair.run(room.connection())).isEqualTo(1);
            assertThat(room.rows("SELECT originator_name FROM process_instance"))
                    .extracting(row -> row.get("originator_name"))
                    .containsExactly("李娜娜");
            assertThat(repair.run(room.connection())).isZero();
        }
    }

    private static final class Cable extends DelegatingDataSource {
        private boolean isCut;

        private Cable(DataSource database) {
            super(database);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (isCut) {
                throw new SQLRecoverableException("Communications link failure", "08S01");
            }
            return super.getConnection();
        }
    }
}
