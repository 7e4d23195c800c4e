package io.bactrian.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.call.UsageLedger;
import io.bactrian.connection.Connection;
import io.bactrian.connection.EventSettings;
import io.bactrian.connection.Secret;
import io.bactrian.promise.TravelClock;
import io.bactrian.store.Database;
import io.bactrian.store.HeldRows;
import io.bactrian.store.Sql;
import io.bactrian.store.Tables;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** A run that was stopped or died is gone on with once, and nothing that it did before is forgotten. */
@ParameterizedClass
@EnumSource(TestDatabases.class)
class RunLedgerTest {
    private static final Connection CONNECTION = new Connection(
            "shop",
            "dingtalk",
            "id",
            new Secret("s"),
            Map.of(),
            List.of(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            0,
            EventSettings.NONE);

    @Parameter
    TestDatabases kind;

    private final TravelClock clock = new TravelClock();
    private Database database;
    private Tables tables;

    @BeforeEach
    void open() {
        database = kind.open();
        tables = Tables.of(database.dataSource());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatFailedBeforeItWentOnStillCounts() {
        RunLedger first = ledger(tables.jdbc());
        Run stopped = first.start(CONNECTION, "history", "");
        first.problem(stopped, "approval", "a", "no answer");
        first.end(CONNECTION, stopped, RunLedger.STOPPED, null);

        RunLedger second = ledger(tables.jdbc());
        Run resumed = second.resumeOrStart(CONNECTION, "history", "");
        resumed.addNew(2);

        assertThat(resumed.isResumed()).isTrue();
        assertThat(second.before(resumed).failed()).isEqualTo(1);
        assertThat(second.counts(resumed)).isEqualTo(new Run.Counts(0, 2, 0, 0, 1));
    }

    @Test
    void ofTwoThatStartAtTheSameMomentOneIsStarted() {
        RunLedger ledger = ledger(tables.jdbc());
        tables.jdbc()
                .update(
                        "INSERT INTO turn (connection_name, subject, taken) VALUES ('shop', 'sync-users', 0)",
                        Map.of());
        List<Optional<Run>> started = new ArrayList<>();

        HeldRows.untilSomebodyWaits(
                database.dataSource(),
                kind,
                "SELECT 1 FROM turn",
                () -> started.add(ledger.startUnlessRunning(CONNECTION, "sync-users", "")),
                "INSERT INTO run (connection_name, command, arguments, state, owner, started_at, seen_at, items_read,"
                        + " items_new, items_changed, items_unchanged, items_failed, calls) VALUES ('shop', 'sync-users', '',"
                        + " 'running', 'elsewhere:1:1', " + clock.millis() + ", " + clock.millis()
                        + ", 0, 0, 0, 0, 0, 0)");

        assertThat(started).containsExactly(Optional.empty());
        assertThat(ledger.startUnlessRunning(CONNECTION, "list-codes", "")).isPresent();
        assertThat(ledger.startUnlessRunning(CONNECTION, "list-codes", "")).isEmpty();
    }

    @Test
    void aRunThatSomebodyElseTookOverMeanwhileIsLeftToHim() {
        RunLedger ledger = ledger(tables.jdbc());
        Run stopped = ledger.start(CONNECTION, "history", "");
        ledger.end(CONNECTION, stopped, RunLedger.STOPPED, null);

        Run mine = ledger(new Overtaken(tables)).resumeOrStart(CONNECTION, "history", "");

        assertThat(mine.isResumed()).isFalse();
        assertThat(mine.id()).isNotEqualTo(stopped.id());
        assertThat(tables.jdbc().queryForList("SELECT owner FROM run ORDER BY id", Map.of(), String.class))
                .containsExactly("elsewhere:1:1", Owner.current().code());
    }

    @Test
    void aRunOfAnotherMachineIsDeadWhenItWasNotSeenForAMinute() {
        RunLedger ledger = ledger(tables.jdbc());
        Run died = ledger.start(CONNECTION, "history", "");
        tables.jdbc().update("UPDATE run SET owner = 'elsewhere:1:1'", Map.of());

        clock.jump(RunLedger.DEAD_AFTER.minusSeconds(20));
        Run another = ledger.resumeOrStart(CONNECTION, "history", "other words");
        assertThat(another.isResumed()).isFalse();
        assertThat(RunLedger.isDead("elsewhere:1:1", died.startedAt(), clock.millis()))
                .isFalse();
        clock.jump(Duration.ofSeconds(30));

        assertThat(ledger.resumeOrStart(CONNECTION, "history", "").id()).isEqualTo(died.id());
    }

    @Test
    void whatWasReadByARunOfAnEarlierDayIsReadAgain() {
        RunLedger ledger = ledger(tables.jdbc());
        Run first = ledger.start(CONNECTION, "history", "");
        assertThat(first.readSince()).isEqualTo(first.startedAt());
        ledger.end(CONNECTION, first, RunLedger.STOPPED, null);

        clock.jump(Duration.ofHours(23));
        Run soon = ledger.resumeOrStart(CONNECTION, "history", "");
        assertThat(soon.readSince()).isEqualTo(first.startedAt());
        ledger.end(CONNECTION, soon, RunLedger.STOPPED, null);

        clock.jump(Duration.ofHours(2));
        Run late = ledger.resumeOrStart(CONNECTION, "history", "");
        assertThat(late.id()).isEqualTo(first.id());
        assertThat(late.startedAt()).isEqualTo(first.startedAt());
        assertThat(late.readSince() - late.startedAt())
                .isGreaterThanOrEqualTo(Duration.ofHours(25).toMillis());
    }

    private RunLedger ledger(NamedParameterJdbcTemplate jdbc) {
        UsageLedger usage = new UsageLedger(clock, ZoneOffset.UTC, jdbc, tables.transactions());
        return new RunLedger(clock, jdbc, tables.transactions(), usage);
    }

    /** Between the look at the last run and its taking over, another process takes it over. */
    private static final class Overtaken extends NamedParameterJdbcTemplate {
        private Overtaken(Tables tables) {
            super(tables.jdbc().getJdbcOperations());
        }

        @Override
        public <T> List<T> query(String sql, Map<String, ?> values, RowMapper<T> mapper) {
            List<T> rows = super.query(sql, values, mapper);
            if (sql.equals(Sql.of("run-last"))) {
                update("UPDATE run SET state = 'running', owner = 'elsewhere:1:1', seen_at = seen_at + 7", Map.of());
            }
            return rows;
        }
    }
}
