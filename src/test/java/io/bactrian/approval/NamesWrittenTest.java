package io.bactrian.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.promise.Storeroom;
import io.bactrian.promise.TravelClock;
import io.bactrian.store.Tables;
import io.bactrian.store.TestDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Somebody got another name while an approval with the old one was being stored, and then something went wrong. */
@ParameterizedClass
@EnumSource(TestDatabases.class)
class NamesWrittenTest {
    @Parameter
    TestDatabases kind;

    private Storeroom room;

    @BeforeEach
    void anApprovalWithTheOldName() {
        room = new Storeroom(kind);
        room.save(room.read(
                "a",
                "{\"title\": \"t\", \"status\": \"RUNNING\", \"originatorUserId\": \"u1\"}",
                TravelClock.BEGINNING));
        room.execute("UPDATE process_instance SET originator_name = '李娜'");
        // at the beginning, in the company's zone
        room.execute("INSERT INTO member (connection_name, userid, platform, state, name, first_seen_at, known_at,"
                + " name_pending, content_hash, update_time) VALUES ('shop', 'u1', 'dingtalk', 'active', '李娜娜', 1, 1,"
                + " FALSE, '', '" + TravelClock.BEGINNING.atZone(Storeroom.ZONE).toLocalDateTime() + "')");
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void theNewNameIsCarriedWhenTheDatabaseIsBack() {
        Cable cable = new Cable(room.dataSource());
        NameRepair repair = new NameRepair(Tables.of(cable), room.runs(), Storeroom.ZONE);

        cable.isCut = true;
        repair.noteWritten(room.connection(), new HashMap<>(Map.of("u1", "李娜")));
        assertThatThrownBy(() -> repair.run(room.connection())).isInstanceOf(DataAccessException.class);
        assertThat(name()).isEqualTo("李娜");
        cable.isCut = false;

        assertThat(repair.run(room.connection())).isEqualTo(1);
        assertThat(name()).isEqualTo("李娜娜");
        assertThat(repair.run(room.connection())).isZero();
    }

    @Test
    void theNewNameIsCarriedByWhoeverTakesOverFromAProcessThatDied() {
        room.runs().start(room.connection(), "run", "");
        assertThat(repairByAnotherProcess()).as("while it is alive").isZero();

        room.clock().jump(Duration.ofMinutes(2));

        assertThat(repairByAnotherProcess()).isEqualTo(1);
        assertThat(name()).isEqualTo("李娜娜");
    }

    @Test
    void aNameThatTheDeadProcessRememberedForMinutesIsCarriedToo() {
        room.clock().jump(Duration.ofMinutes(10));
        room.runs().start(room.connection(), "run", "");
        room.clock().jump(Duration.ofMinutes(2));

        assertThat(repairByAnotherProcess()).isEqualTo(1);
        assertThat(name()).isEqualTo("李娜娜");
    }

    @Test
    void whateverWasMissedByTheWayIsFoundAfterAWholeReadingOfTheDirectory() {
        NameRepair repair = new NameRepair(room.tables(), room.runs(), Storeroom.ZONE);
        assertThat(repair.run(room.connection())).isZero();

        assertThat(repair.runAll(room.connection())).isEqualTo(1);

        assertThat(name()).isEqualTo("李娜娜");
        assertThat(repair.runAll(room.connection())).isZero();
    }

    @Test
    void everybodyIsComparedHoweverManyThereAre() {
        room.execute("INSERT INTO process_instance (connection_name, process_instance_id, platform, title, update_time,"
                + " known_at, content_hash, originator_userid, originator_name) VALUES "
                + many("('shop', 'b-%1$d', 'dingtalk', 't', NOW(), 1, '', 'v%1$d', '旧%1$d')"));
        room.execute("INSERT INTO member (connection_name, userid, platform, state, name, first_seen_at, known_at,"
                + " name_pending, content_hash, update_time) VALUES "
                + many("('shop', 'v%1$d', 'dingtalk', 'active', '新%1$d', 1, 1, FALSE, '', NOW())"));

        assertThat(repairOfAll()).isEqualTo(251);

        assertThat(room.rows("SELECT originator_name FROM process_instance WHERE originator_name LIKE '旧%'"))
                .isEmpty();
        assertThat(repairOfAll()).isZero();
    }

    private int repairOfAll() {
        return new NameRepair(room.tables(), room.runs(), Storeroom.ZONE).runAll(room.connection());
    }

    private static String many(String values) {
        return IntStream.rangeClosed(1, 250).mapToObj(values::formatted).collect(Collectors.joining(", "));
    }

    @Test
    void whatHadBeenCarriedLongBeforeIsLeftAlone() {
        room.clock().jump(Duration.ofHours(1));
        room.runs().start(room.connection(), "run", "");
        room.clock().jump(Duration.ofMinutes(2));

        assertThat(repairByAnotherProcess()).isZero();
    }

    private int repairByAnotherProcess() {
        return new NameRepair(room.tables(), room.runs(), Storeroom.ZONE).run(room.connection());
    }

    private Object name() {
        return room.rows("SELECT originator_name FROM process_instance").get(0).get("originator_name");
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
