package io.bactrian.promise;

import io.bactrian.BactrianRuntime;
import io.bactrian.approval.ApprovalRoutes;
import io.bactrian.approval.ApprovalRun;
import io.bactrian.approval.HistoryRequest;
import io.bactrian.approval.Intake;
import io.bactrian.approval.Purposes;
import io.bactrian.approval.Refresh;
import io.bactrian.approval.Sweep;
import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import io.bactrian.demo.Company;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.Faults;
import io.bactrian.demo.Meter;
import io.bactrian.demo.StandIn;
import io.bactrian.directory.DirectoryOutcome;
import io.bactrian.directory.DirectoryRequest;
import io.bactrian.directory.DirectoryRoutes;
import io.bactrian.run.Run;
import io.bactrian.run.RunLedger;
import io.bactrian.store.TestDatabases;
import io.bactrian.store.TestProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;

/** A company, the platform that serves it, and a Bactrian that reads it into a real database. */
public final class World implements AutoCloseable {
    public static final String LIST = "POST /v1.0/workflow/processes/instanceIds/query";
    public static final String DETAIL = "GET /v1.0/workflow/processInstances";
    public static final String TEMPLATES = "GET /v1.0/workflow/processes/userVisibilities/templates";

    private final TravelClock clock = new TravelClock();
    private final Company company;
    private final StandIn standIn;
    private final Map<String, String> settings = new HashMap<>();
    private BactrianRuntime runtime;

    private World(CompanySize size) {
        company = Company.of(size, clock);
        standIn = StandIn.start(company, 0, clock);
    }

    /** The small company, and nothing read yet. */
    public static World of(TestDatabases database) {
        return of(database, CompanySize.small(TravelClock.BEGINNING), Map.of());
    }

    /** A company of that size; {@code settings} win over those of the tests. */
    public static World of(TestDatabases database, CompanySize size, Map<String, String> settings) {
        return of(database.fresh(), size, settings);
    }

    /** The same in a database that those settings name. */
    public static World of(Map<String, String> database, CompanySize size, Map<String, String> settings) {
        World world = new World(size);
        world.settings.putAll(database);
        world.settings.putAll(Map.of(
                "connection.dingtalk.client-id", world.standIn.clientId(),
                "connection.dingtalk.client-secret", world.standIn.clientSecret(),
                "connection.dingtalk.api-base-url", world.standIn.url(),
                "connection.dingtalk.oapi-base-url", world.standIn.url(),
                "connection.dingtalk.calls-per-second", "unlimited",
                "connection.dingtalk.monthly-calls", "unlimited",
                "call.retry-delay", "10ms",
                "call.ban-pause", "10ms",
                "bactrian.routes", Path.of("routes").toAbsolutePath().toString()));
        world.settings.putAll(settings);
        world.start();
        return world;
    }

    private void start() {
        runtime = BactrianRuntime.start(TestProcess.home(), Map.of(), settings, clock);
    }

    /** Ends the process, so to speak, and starts it again with other settings. */
    public void restart(Map<String, String> changed) {
        runtime.close();
        settings.putAll(changed);
        start();
    }

    /** A route of this test's own: whatever arrives at {@code direct:<name>} goes through {@code processor}. */
    public void route(String name, Processor processor, String... then) {
        try {
            runtime.template().getCamelContext().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(noErrorHandler());
                    var route = from("direct:" + name).routeId(name).process(processor);
                    for (String endpoint : then) {
                        route.to(endpoint);
                    }
                }
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public BactrianRuntime runtime() {
        return runtime;
    }

    public Connection connection() {
        return runtime.connections().all().get(0);
    }

    public Company company() {
        return company;
    }

    public StandIn standIn() {
        return standIn;
    }

    public Faults faults() {
        return standIn.faults();
    }

    public Meter meter() {
        return standIn.meter();
    }

    public TravelClock clock() {
        return clock;
    }

    /** Calls that arrived at the platform for one interface. */
    public long calls(String interfaceName) {
        return meter().calls(interfaceName);
    }

    /** Reads the directory, and carries new names over, as the command does. */
    public DirectoryOutcome syncPeople() {
        Run run = runtime.runs().start(connection(), "sync-users", "");
        DirectoryOutcome outcome = (DirectoryOutcome)
                runtime.template().requestBody(DirectoryRoutes.SYNC, new DirectoryRequest(connection(), run));
        runtime.approvals().nameRepair().runAll(connection());
        runtime.runs().end(connection(), run, RunLedger.SUCCEEDED, null);
        return outcome;
    }

    /** Everything of the 80 days before the beginning. */
    public Outcome history() {
        return history(80, false);
    }

    /** Everything of so many days before the beginning; {@code force} reads final ones too. */
    public Outcome history(int days, boolean force) {
        return history(runtime, days, force);
    }

    static Outcome history(BactrianRuntime runtime, int days, boolean force) {
        Connection connection = runtime.connections().all().get(0);
        Instant from = TravelClock.BEGINNING.minus(Duration.ofDays(days));
        Run run = runtime.runs().resumeOrStart(connection, "history", days + " " + force);
        return run(
                runtime,
                run,
                ApprovalRoutes.HISTORY,
                new HistoryRequest(connection, run, from, TravelClock.BEGINNING, List.of(), force));
    }

    /** Puts approvals on the list, as if an event or a listing had named them. */
    public void ask(Purpose purpose, List<String> ids) {
        runtime.template()
                .requestBody(ApprovalRoutes.INTAKE, new Intake(connection().name(), null, purpose, ids, 0, true));
    }

    public Outcome sweep() {
        Run run = runtime.runs().start(connection(), "sweep", "");
        return run(run, ApprovalRoutes.SWEEP, new Sweep.Request(connection(), run));
    }

    public Outcome refresh(int days, int limit) {
        Run run = runtime.runs().start(connection(), "refresh", days + " " + limit);
        return run(run, ApprovalRoutes.REFRESH, new Refresh.Request(connection(), run, days, limit));
    }

    /** Puts failed approvals back on the list, and reads them. */
    public Outcome replay() {
        runtime.approvals().workList().retry(connection(), List.of());
        Run run = runtime.runs().start(connection(), "replay", "");
        return run(run, ApprovalRoutes.NOTHING, "");
    }

    /** Drains what is on the list. */
    public Outcome drain() {
        Run run = runtime.runs().start(connection(), "drain", "");
        return run(runtime, new ApprovalRun(connection(), run, ApprovalRoutes.NOTHING, "", Purposes.ALL));
    }

    /** Derives everything again. */
    public Run.Counts rebuild() {
        Run run = runtime.runs().start(connection(), "rebuild", "");
        runtime.approvals().rebuild().run(connection(), run);
        runtime.runs().end(connection(), run, RunLedger.SUCCEEDED, null);
        return run.counts();
    }

    private Outcome run(Run run, String discovery, Object request) {
        return run(runtime, run, discovery, request);
    }

    private static Outcome run(BactrianRuntime runtime, Run run, String discovery, Object request) {
        Connection connection = runtime.connections().all().get(0);
        return run(runtime, new ApprovalRun(connection, run, discovery, request));
    }

    private static Outcome run(BactrianRuntime runtime, ApprovalRun approvals) {
        Run run = approvals.run();
        runtime.template().requestBody(ApprovalRoutes.RUN, approvals);
        String state = approvals.failure().isPresent()
                ? RunLedger.STOPPED
                : run.counts().failed() > 0 ? RunLedger.FAILED : RunLedger.SUCCEEDED;
        runtime.runs()
                .end(approvals.connection(), run, state, approvals.failure().orElse(null));
        return new Outcome(run, state, approvals.failure().orElse(""));
    }

    /** What this world's Bactrian was started with. */
    public Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    static Map<String, String> settingsOf(Stream<String> lines) {
        return lines.collect(Collectors.toMap(
                line -> line.substring(0, line.indexOf('=')), line -> line.substring(line.indexOf('=') + 1)));
    }

    /** Rows of any query without parameters, the same on every database. */
    public List<Map<String, Object>> rows(String sql) {
        return Rows.read(runtime.tables().jdbc(), sql);
    }

    /** Every row of every table that people read. */
    public Map<String, List<Map<String, Object>>> everything() {
        return Rows.everything(runtime.tables().jdbc());
    }

    /** What is different from the company: nothing, when everything was read. */
    public List<String> differencesFromCompany() {
        CompanyRows expected = new CompanyRows(company);
        List<String> differences = new ArrayList<>(Rows.differences(expected.instances(), rows(CompanyRows.INSTANCES)));
        differences.addAll(Rows.differences(expected.tasks(), rows(CompanyRows.TASKS)));
        differences.addAll(Rows.differences(expected.records(), rows(CompanyRows.RECORDS)));
        return differences;
    }

    /** The only value of the only row. */
    public long number(String sql) {
        return ((Number) rows(sql).get(0).values().iterator().next()).longValue();
    }

    @Override
    public void close() {
        runtime.close();
        standIn.close();
    }

    /** How a run ended: the state that its command would give it, and why if it did not do all. */
    public record Outcome(Run run, String state, String failure) {
        public Run.Counts counts() {
            return run.counts();
        }
    }
}
