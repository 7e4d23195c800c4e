package io.bactrian.directory;

import io.bactrian.call.Calls;
import io.bactrian.call.UsageLedger;
import io.bactrian.connection.Connection;
import io.bactrian.connection.Connections;
import io.bactrian.connection.EventSettings;
import io.bactrian.connection.Secret;
import io.bactrian.directory.DirectoryEvent.Kind;
import io.bactrian.event.EventHead;
import io.bactrian.event.EventLedger;
import io.bactrian.run.Run;
import io.bactrian.run.RunLedger;
import io.bactrian.run.StopSignal;
import io.bactrian.store.Database;
import io.bactrian.store.Tables;
import io.bactrian.store.Transactions;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The room on a workbench: a made-up company, a real database, a connection that no other test has. */
final class Workbench implements AutoCloseable {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    final MovingClock clock = new MovingClock();
    final Company company = new Company(clock);
    final Connection connection;
    final NamedParameterJdbcTemplate jdbc;
    final MemberNames names;
    final Directory directory;
    final Transactions transactions;
    final ProducerTemplate template;
    Run run;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CamelContext context = new DefaultCamelContext();
    private final RunLedger runs;

    Workbench(Database database, MainDepartment mainDepartment) throws Exception {
        this(database, mainDepartment, newConnection());
    }

    private static Connection newConnection() {
        return new Connection(
                "c" + UUID.randomUUID().toString().substring(0, 8),
                "fake",
                "id",
                new Secret("s"),
                Map.of(),
                List.of(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                0,
                EventSettings.NONE);
    }

    /** For a connection of another one on the same database. */
    Workbench(Database database, MainDepartment mainDepartment, Connection connection) throws Exception {
        this.connection = connection;
        jdbc = new NamedParameterJdbcTemplate(database.dataSource());
        transactions = new Transactions(database.dataSource());
        runs = new RunLedger(clock, jdbc, transactions, new UsageLedger(clock, ZONE, jdbc, transactions));
        template = context.createProducerTemplate();
        directory = new Directory(
                new Directory.Options(mainDepartment, 20, 4, Duration.ofDays(7), 1000, Duration.ofSeconds(20)),
                clock,
                ZONE,
                new Tables(jdbc, transactions),
                runs,
                new StopSignal(),
                new Connections(List.of(connection)),
                template,
                new EventLedger(new Tables(jdbc, transactions)),
                threads);
        context.addRoutes(directory.directoryRoutes());
        context.addRoutes(directory.namesRoutes());
        context.addRoutes(directory.eventRoutes());
        context.addRoutes(company);
        context.getShutdownStrategy().setTimeout(2);
        context.start();
        names = new MemberNames(template);
    }

    Workbench(Database database) throws Exception {
        this(database, MainDepartment.LEAF);
    }

    /** One reading, a minute after whatever was before. */
    DirectoryOutcome sync() {
        clock.move(Duration.ofMinutes(1));
        run = startRun();
        clock.move(Duration.ofSeconds(1));
        return Calls.request(
                template, DirectoryRoutes.SYNC, new DirectoryRequest(connection, run), DirectoryOutcome.class);
    }

    /** Something happens, a second after whatever was before. */
    void happens(Kind kind, String... ids) {
        clock.move(Duration.ofSeconds(1));
        arrives(UUID.randomUUID().toString(), kind, clock.millis(), ids);
    }

    /** An event arrives now that was born then. */
    void arrives(String eventId, Kind kind, Long bornAt, String... ids) {
        EventHead head = new EventHead(connection.name(), eventId, kind.name(), "stream", bornAt, clock.millis());
        Calls.request(template, DirectoryEventRoutes.EVENT, new DirectoryEvent(head, kind, List.of(ids)), Object.class);
    }

    /** A page of a reading that has just this person is stored. */
    void store(Member member) {
        run = startRun();
        new MemberStore(clock, ZONE, jdbc, transactions, new NameCache(1)).store(connection, List.of(member), run.id());
    }

    Run startRun() {
        return runs.start(connection, "sync-users", "");
    }

    /** Carries everything that is due now. */
    int drain() {
        return drain(null);
    }

    int drain(Run counted) {
        try {
            return directory.drain().drain(connection, counted, () -> false);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Map<String, Object> member(String id) {
        return jdbc.queryForMap(
                "SELECT * FROM member WHERE connection_name = :c AND userid = :id",
                Map.of("c", connection.name(), "id", id));
    }

    Map<String, Object> department(String id) {
        return jdbc.queryForMap(
                "SELECT * FROM department WHERE connection_name = :c AND dept_id = :id",
                Map.of("c", connection.name(), "id", id));
    }

    /** Every row of a table that belongs to this connection. */
    List<Map<String, Object>> rows(String table) {
        return jdbc.queryForList(
                "SELECT * FROM " + table + " WHERE connection_name = :c ORDER BY 2, 3", Map.of("c", connection.name()));
    }

    List<Map<String, Object>> problems() {
        return jdbc.queryForList("SELECT * FROM run_problem WHERE run_id = :run", Map.of("run", run.id()));
    }

    @Override
    public void close() {
        context.stop();
        threads.shutdownNow();
    }
}
