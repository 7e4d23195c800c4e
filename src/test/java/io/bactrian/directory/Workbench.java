package io.bactrian.directory;

import io.bactrian.call.Calls;
import io.bactrian.call.UsageLedger;
import io.bactrian.connection.Connection;
import io.bactrian.connection.EventSettings;
import io.bactrian.connection.Secret;
import io.bactrian.run.Run;
import io.bactrian.run.RunLedger;
import io.bactrian.store.Database;
import io.bactrian.store.Transactions;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
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
    Run run;

    private final CamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;
    private final RunLedger runs;

    Workbench(Database database, MainDepartment mainDepartment) throws Exception {
        String name = "c" + UUID.randomUUID().toString().substring(0, 8);
        connection = new Connection(
                name,
                "fake",
                "id",
                new Secret("s"),
                Map.of(),
                List.of(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                0,
                EventSettings.NONE);
        jdbc = new NamedParameterJdbcTemplate(database.dataSource());
        Transactions transactions = new Transactions(database.dataSource());
        runs = new RunLedger(clock, jdbc, transactions, new UsageLedger(clock, ZONE, jdbc, transactions));
        Directory directory = new Directory(
                new Directory.Options(mainDepartment, 20, 4, Duration.ofDays(7), 1000),
                clock,
                ZONE,
                jdbc,
                transactions,
                runs);
        context.addRoutes(directory.directoryRoutes());
        context.addRoutes(directory.namesRoutes());
        context.addRoutes(company);
        context.getShutdownStrategy().setTimeout(2);
        context.start();
        template = context.createProducerTemplate();
        names = new MemberNames(template);
    }

    Workbench(Database database) throws Exception {
        this(database, MainDepartment.LEAF);
    }

    /** One reading, a minute after whatever was before. */
    DirectoryOutcome sync() {
        clock.move(Duration.ofMinutes(1));
        run = runs.start(connection, "sync-users", "");
        clock.move(Duration.ofSeconds(1));
        return Calls.request(
                template, DirectoryRoutes.SYNC, new DirectoryRequest(connection, run), DirectoryOutcome.class);
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
    }
}
