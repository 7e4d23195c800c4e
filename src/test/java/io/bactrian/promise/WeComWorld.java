package io.bactrian.promise;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.BactrianRuntime;
import io.bactrian.approval.ApprovalRoutes;
import io.bactrian.approval.ApprovalRun;
import io.bactrian.approval.HistoryRequest;
import io.bactrian.approval.Refresh;
import io.bactrian.approval.Sweep;
import io.bactrian.connection.Connection;
import io.bactrian.demo.Company;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.wecom.WeComStandIn;
import io.bactrian.run.Run;
import io.bactrian.run.RunLedger;
import io.bactrian.store.TestProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A company on WeCom with a past of approvals, and a Bactrian that reads it into a real database. */
final class WeComWorld implements AutoCloseable {
    static final String LIST = "POST /cgi-bin/oa/getapprovalinfo";
    static final String DETAIL = "POST /cgi-bin/oa/getapprovaldetail";

    private static final int DAYS = 80;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** What stands in the rows, as far as {@link #expected()} knows it. */
    private static final String ROWS =
            "SELECT p.process_instance_id AS id, p.title, p.status, p.platform_status, p.result, p.originator_userid,"
                    + " p.create_time, p.process_code, p.platform, p.connection_name,"
                    + " (SELECT COUNT(*) FROM process_operation_record r WHERE r.connection_name = p.connection_name"
                    + " AND r.process_instance_id = p.process_instance_id AND r.operation_type = 'ADD_REMARK') AS remarks,"
                    + " (SELECT MIN(t.userid) FROM process_task t WHERE t.connection_name = p.connection_name"
                    + " AND t.process_instance_id = p.process_instance_id AND t.status = 'RUNNING') AS waits_for"
                    + " FROM process_instance p WHERE p.platform = 'wecom' ORDER BY 1";

    private final TravelClock clock = new TravelClock();
    private final WeComStandIn standIn;
    private final Map<String, String> settings = new HashMap<>();
    private BactrianRuntime runtime;

    WeComWorld(Map<String, String> database, int approvals, Map<String, String> changed) {
        Company company = Company.of(
                CompanySize.small(TravelClock.BEGINNING).withPeople(20).withApprovals(0), clock);
        standIn = WeComStandIn.start(company, 0, clock);
        standIn.approvals()
                .generate(
                        approvals,
                        TravelClock.BEGINNING.minus(Duration.ofDays(DAYS - 1)),
                        TravelClock.BEGINNING.minus(Duration.ofHours(12)));
        settings.putAll(database);
        settings.putAll(settingsFor(standIn));
        settings.putAll(Map.of(
                "call.retry-delay",
                "10ms",
                "bactrian.routes",
                Path.of("routes").toAbsolutePath().toString()));
        settings.putAll(changed);
        runtime = BactrianRuntime.start(TestProcess.home(), Map.of(), settings, clock);
    }

    static Map<String, String> settingsFor(WeComStandIn standIn) {
        return Map.of(
                "connection.wecom.corp-id", standIn.corpId(),
                "connection.wecom.secret", standIn.secret(),
                "connection.wecom.api-base-url", standIn.url(),
                "connection.wecom.calls-per-second", "unlimited");
    }

    BactrianRuntime runtime() {
        return runtime;
    }

    WeComStandIn standIn() {
        return standIn;
    }

    TravelClock clock() {
        return clock;
    }

    Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    Connection connection() {
        return runtime.connections().get("wecom");
    }

    World.Outcome history() {
        return history(runtime, connection(), false);
    }

    static World.Outcome history(BactrianRuntime runtime, Connection connection, boolean force) {
        Run run = runtime.runs().resumeOrStart(connection, "history", DAYS + " " + force);
        Instant from = TravelClock.BEGINNING.minus(Duration.ofDays(DAYS));
        return run(
                runtime,
                new ApprovalRun(
                        connection,
                        run,
                        ApprovalRoutes.HISTORY,
                        new HistoryRequest(connection, run, from, TravelClock.BEGINNING, List.of(), force)));
    }

    World.Outcome sweep() {
        Run run = runtime.runs().start(connection(), "sweep", "");
        return run(
                runtime,
                new ApprovalRun(connection(), run, ApprovalRoutes.SWEEP, new Sweep.Request(connection(), run)));
    }

    World.Outcome refresh(int days) {
        Run run = runtime.runs().start(connection(), "refresh", "");
        return run(
                runtime,
                new ApprovalRun(
                        connection(), run, ApprovalRoutes.REFRESH, new Refresh.Request(connection(), run, days, 500)));
    }

    Run.Counts rebuild() {
        Run run = runtime.runs().start(connection(), "rebuild", "");
        runtime.approvals().rebuild().run(connection(), run);
        runtime.runs().end(connection(), run, RunLedger.SUCCEEDED, null);
        return run.counts();
    }

    private static World.Outcome run(BactrianRuntime runtime, ApprovalRun approvals) {
        Run run = approvals.run();
        runtime.template().requestBody(ApprovalRoutes.RUN, approvals);
        String state = approvals.failure().isPresent()
                ? RunLedger.STOPPED
                : run.counts().failed() > 0 ? RunLedger.FAILED : RunLedger.SUCCEEDED;
        runtime.runs()
                .end(approvals.connection(), run, state, approvals.failure().orElse(null));
        return new World.Outcome(run, state, approvals.failure().orElse(""));
    }

    long calls(String interfaceName) {
        return standIn.meter().calls(interfaceName);
    }

    List<Map<String, Object>> rows(String sql) {
        return Rows.read(runtime.tables().jdbc(), sql);
    }

    /** The only value of the only row. */
    long number(String sql) {
        return ((Number) rows(sql).get(0).values().iterator().next()).longValue();
    }

    Map<String, List<Map<String, Object>>> everything() {
        return Rows.everything(runtime.tables().jdbc());
    }

    /** What is different from the company: nothing, when everything was read. */
    List<String> differencesFromCompany() {
        return Rows.differences(Map.of("rows", expected(standIn)), Map.of("rows", rows(ROWS)));
    }

    static List<Map<String, Object>> stored(BactrianRuntime runtime) {
        return Rows.read(runtime.tables().jdbc(), ROWS);
    }

    /** What the rows have to say, from what the stand-in keeps, in words of this test's own. */
    static List<Map<String, Object>> expected(WeComStandIn standIn) {
        return standIn.approvals().all().stream()
                .map(info -> expected(standIn, info))
                .sorted((a, b) -> a.get("id").toString().compareTo(b.get("id").toString()))
                .collect(Collectors.toList());
    }

    private static Map<String, Object> expected(WeComStandIn standIn, JsonNode info) {
        String number = info.path("sp_no").asText();
        int status = info.path("sp_status").asInt();
        JsonNode applicant = info.has("applyer")
                ? info.path("applyer").path("userid")
                : info.path("batch_applyer").path(0).path("userid");
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", number);
        row.put("title", info.path("sp_name").asText());
        row.put(
                "status",
                status == 1 ? "RUNNING" : status == 2 || status == 3 || status == 10 ? "COMPLETED" : "TERMINATED");
        row.put("platform_status", String.valueOf(status));
        row.put("result", status == 2 || status == 10 ? "agree" : status == 3 ? "refuse" : null);
        row.put("originator_userid", applicant.asText().toLowerCase(Locale.ROOT));
        row.put(
                "create_time",
                LocalDateTime.ofInstant(
                        Instant.ofEpochSecond(info.path("apply_time").asLong()), ZONE));
        row.put("process_code", info.path("template_id").asText());
        row.put("platform", "wecom");
        row.put("connection_name", "wecom");
        row.put("remarks", (long) info.path("comments").size());
        row.put(
                "waits_for",
                standIn.approvals().approvers(number).stream()
                        .map(id -> id.toLowerCase(Locale.ROOT))
                        .min(String::compareTo)
                        .orElse(null));
        return row;
    }

    @Override
    public void close() {
        runtime.close();
        standIn.close();
    }
}
