package io.bactrian.wecom;

import io.bactrian.BactrianRuntime;
import io.bactrian.call.Calls;
import io.bactrian.connection.Connection;
import io.bactrian.demo.Company;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.Person;
import io.bactrian.demo.wecom.WeComFaults;
import io.bactrian.demo.wecom.WeComStandIn;
import io.bactrian.directory.DirectoryOutcome;
import io.bactrian.directory.DirectoryRequest;
import io.bactrian.directory.DirectoryRoutes;
import io.bactrian.promise.Rows;
import io.bactrian.promise.TravelClock;
import io.bactrian.run.Run;
import io.bactrian.run.RunLedger;
import io.bactrian.store.TestDatabases;
import io.bactrian.store.TestProcess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A company, the stand-in for WeCom that serves it, and a Bactrian that reads it into a real database. Starting one takes
 * a second; each test may take a connection of its own from it, of which there are many with each set of secrets.
 */
final class WeComWorld implements AutoCloseable {
    static final String DEPARTMENTS = "GET /cgi-bin/department/list";
    static final String DEPARTMENT_IDS = "GET /cgi-bin/department/simplelist";
    static final String MEMBERS = "GET /cgi-bin/user/list";
    static final String IDS = "POST /cgi-bin/user/list_id";
    static final String MEMBER = "GET /cgi-bin/user/get";
    static final String TOKEN = "GET /cgi-bin/gettoken";

    /** So many tests may take a fresh one. */
    private static final Map<String, Integer> CONNECTIONS = Map.of("app", 28, "contacts", 9, "both", 10);

    final TravelClock clock = new TravelClock();
    final Company company;
    final WeComStandIn standIn;
    private final Map<String, String> settings = new HashMap<>();
    private final Map<String, Integer> taken = new HashMap<>();
    private BactrianRuntime runtime;

    WeComWorld(TestDatabases database, CompanySize size, Map<String, String> more) {
        company = Company.of(size, clock);
        standIn = WeComStandIn.start(company, 0, clock);
        settings.putAll(database.fresh());
        settings.putAll(Map.of(
                "call.retry-delay", "5ms",
                "call.limit-rest", "200ms",
                "bactrian.routes", Path.of("routes").toAbsolutePath().toString()));
        CONNECTIONS.forEach((secrets, most) -> {
            for (int i = 1; i <= most; i++) {
                declare(
                        secrets + i,
                        secrets.equals("contacts") ? "" : standIn.secret(),
                        secrets.equals("app") ? "" : standIn.contactSecret());
            }
        });
        declare("paced", standIn.secret(), "");
        settings.put("connection.paced.calls-per-second", "100");
        settings.putAll(more);
        start();
    }

    static WeComWorld small(TestDatabases database) {
        return new WeComWorld(database, CompanySize.small(TravelClock.BEGINNING), Map.of());
    }

    void declare(String name, String secret, String contactSecret) {
        String prefix = "connection." + name + ".";
        settings.put(prefix + "platform", "wecom");
        settings.put(prefix + "corp-id", standIn.corpId());
        settings.put(prefix + "secret", secret);
        settings.put(prefix + "contact-secret", contactSecret);
        settings.put(prefix + "api-base-url", standIn.url());
        settings.put(prefix + "calls-per-second", "unlimited");
    }

    private void start() {
        runtime = BactrianRuntime.start(TestProcess.home(), Map.of(), settings, clock);
    }

    /** Ends the process, so to speak, and starts it again with other settings. */
    void restart(Map<String, String> changed) {
        runtime.close();
        settings.putAll(changed);
        start();
    }

    /** A connection that no test has used yet, with the app's secret, the contact-sync secret, or both. */
    Connection fresh(String secrets) {
        return connection(secrets + taken.merge(secrets, 1, Integer::sum));
    }

    Connection connection(String name) {
        return runtime.connections().get(name);
    }

    BactrianRuntime runtime() {
        return runtime;
    }

    WeComFaults faults() {
        return standIn.faults();
    }

    long calls(String interfaceName) {
        return standIn.meter().calls(interfaceName);
    }

    /** How a reading ended, and what it counted. */
    record Read(DirectoryOutcome outcome, Run.Counts counts) {}

    Read sync(Connection connection) {
        Run run = runtime.runs().start(connection, "sync-users", "");
        String state = RunLedger.FAILED;
        try {
            DirectoryOutcome outcome = Calls.request(
                    runtime.template(),
                    DirectoryRoutes.SYNC,
                    new DirectoryRequest(connection, run),
                    DirectoryOutcome.class);
            runtime.approvals().nameRepair().runAll(connection);
            state = RunLedger.SUCCEEDED;
            return new Read(outcome, run.counts());
        } finally {
            runtime.runs().end(connection, run, state, null);
        }
    }

    void execute(String sql, Map<String, ?> values) {
        runtime.tables().jdbc().update(sql, values);
    }

    List<Map<String, Object>> rows(String sql) {
        return Rows.read(runtime.tables().jdbc(), sql);
    }

    /** Every row of the directory's tables of one connection. */
    Map<String, List<Map<String, Object>>> everything(Connection connection) {
        Map<String, List<Map<String, Object>>> all = new HashMap<>();
        for (String table : List.of("department", "member", "member_department")) {
            all.put(
                    table,
                    rows("SELECT * FROM " + table + " WHERE connection_name = '" + connection.name()
                            + "' ORDER BY 1, 2, 3"));
        }
        return all;
    }

    /** One column of the view of people, by id. */
    Map<String, Object> people(Connection connection, String column) {
        Map<String, Object> people = new HashMap<>();
        rows("SELECT userid, " + column + " AS told FROM wechat_user WHERE state = 'active' AND connection_name = '"
                        + connection.name() + "'")
                .forEach(row -> people.put((String) row.get("userid"), row.get("told")));
        return people;
    }

    /** The names of the company's members by the ids that WeCom has for them, in small letters. */
    Map<String, Object> namesOfCompany() {
        Map<String, Object> names = new HashMap<>();
        company.members().forEach(person -> names.put(id(person), person.name()));
        return names;
    }

    static String id(Person person) {
        return WeComStandIn.userId(person.userid()).toLowerCase(Locale.ROOT);
    }

    /** Problems of the connection's last run. */
    List<Map<String, Object>> problems(Connection connection) {
        return rows("SELECT p.problem FROM run_problem p JOIN run r ON r.id = p.run_id WHERE r.connection_name = '"
                + connection.name() + "' AND r.id = (SELECT MAX(id) FROM run WHERE connection_name = '"
                + connection.name() + "')");
    }

    @Override
    public void close() {
        runtime.close();
        standIn.close();
    }
}
