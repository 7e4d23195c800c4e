package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.BactrianRuntime;
import io.bactrian.connection.Connection;
import io.bactrian.demo.Approval;
import io.bactrian.demo.Company;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.EventStream;
import io.bactrian.demo.StandIn;
import io.bactrian.directory.DirectoryRequest;
import io.bactrian.directory.DirectoryRoutes;
import io.bactrian.run.Run;
import io.bactrian.run.RunLedger;
import io.bactrian.store.TestProcess;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A company that tells what happens over its stream, and the service that listens, at the time of this machine. */
public final class LiveWorld implements AutoCloseable {
    private static final Pattern UNTOLD =
            Pattern.compile("\\.(activity_id|mobile_url|pc_url|show_name|create_time|finish_time|operation_time): ");
    private final Company company;
    private final StandIn standIn;
    private final EventStream stream;
    private final Map<String, String> settings = new HashMap<>();
    private BactrianRuntime runtime;

    /** Nothing is started yet. */
    public LiveWorld(Map<String, String> database, CompanySize size, Map<String, String> changed) {
        company = Company.of(size);
        standIn = StandIn.start(company);
        stream = standIn.openStream();
        settings.putAll(database);
        settings.putAll(Map.of(
                "connection.dingtalk.client-id",
                standIn.clientId(),
                "connection.dingtalk.client-secret",
                standIn.clientSecret(),
                "connection.dingtalk.api-base-url",
                standIn.url(),
                "connection.dingtalk.oapi-base-url",
                standIn.url(),
                "connection.dingtalk.calls-per-second",
                "unlimited",
                "connection.dingtalk.monthly-calls",
                "unlimited",
                "call.retry-delay",
                "10ms",
                "stream.retry-delay",
                "20ms",
                "stream.longest-retry-delay",
                "200ms",
                "bactrian.routes",
                Path.of("routes").toAbsolutePath().toString()));
        settings.putAll(Map.of(
                "stream.gap-rest",
                "10ms",
                "tls.trust-store",
                stream.trustStore().toString(),
                "tls.trust-store-password",
                stream.trustStorePassword(),
                "http.listen",
                "127.0.0.1:" + TestProcess.freePort(),
                "management.listen",
                "127.0.0.1:" + TestProcess.freePort()));
        settings.putAll(TestProcess.STOPPED_CLOCK);
        settings.putAll(changed);
    }

    /** The small company without approvals, on a database of its own. */
    public static LiveWorld of(Map<String, String> database) {
        return new LiveWorld(
                database, CompanySize.small(Instant.now()).withApprovals(0).withPeople(20), Map.of());
    }

    /** Starts the service and waits until its stream is connected. */
    public LiveWorld start() {
        serve();
        await().atMost(Duration.ofSeconds(30)).until(() -> stream.connected() > 0);
        return this;
    }

    /** Reads the directory, and carries new names over, as happens every night. */
    public void syncPeople() {
        Run run = runtime.runs().start(connection(), "sync-users", "");
        runtime.template().requestBody(DirectoryRoutes.SYNC, new DirectoryRequest(connection(), run));
        runtime.approvals().nameRepair().runAll(connection());
        runtime.runs().end(connection(), run, RunLedger.SUCCEEDED, null);
    }

    /** Starts the service. */
    public LiveWorld serve() {
        runtime = BactrianRuntime.serve(
                TestProcess.home(), Map.of(), Map.copyOf(settings), Clock.systemUTC(), Optional.empty());
        return this;
    }

    /** Starts what every other command starts. */
    public LiveWorld command() {
        runtime = BactrianRuntime.start(TestProcess.home(), Map.of(), Map.copyOf(settings), Clock.systemUTC());
        return this;
    }

    /** Settings and database only, to look at what another process has left. */
    public LiveWorld look() {
        runtime = BactrianRuntime.look(TestProcess.home(), Map.of(), Map.copyOf(settings), Clock.systemUTC());
        return this;
    }

    /** Stops the service. */
    public void stop() {
        runtime.close();
        runtime = null;
    }

    /** What the service is started with. */
    public Map<String, String> settings() {
        return settings;
    }

    public Company company() {
        return company;
    }

    public StandIn standIn() {
        return standIn;
    }

    public EventStream stream() {
        return stream;
    }

    public BactrianRuntime runtime() {
        return runtime;
    }

    public Connection connection() {
        return runtime.connections().all().get(0);
    }

    /** Rows of any query without parameters. */
    public List<Map<String, Object>> rows(String sql) {
        return Rows.read(runtime.tables().jdbc(), sql);
    }

    /** The only value of the only row. */
    public long number(String sql) {
        return ((Number) rows(sql).get(0).values().iterator().next()).longValue();
    }

    /** Waits until nothing is on the list any more and no gap is open. */
    public void settle() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> number("SELECT COUNT(*) FROM work_item WHERE state <> 'failed'") == 0
                        && number("SELECT COUNT(*) FROM directory_work WHERE state <> 'failed'") == 0
                        && number("SELECT COUNT(*) FROM stream_gap WHERE closed_at IS NULL") == 0);
    }

    /** What is different from the company: nothing, when all is right. */
    public List<String> differencesFromCompany() {
        CompanyRows expected = new CompanyRows(company);
        List<String> differences = new ArrayList<>(Rows.differences(expected.instances(), rows(CompanyRows.INSTANCES)));
        differences.addAll(Rows.differences(expected.tasks(), rows(CompanyRows.TASKS)));
        differences.addAll(Rows.differences(expected.records(), rows(CompanyRows.RECORDS)));
        return differences;
    }

    /** Without what events do not tell of approvals that are running: it is read when they end. */
    public List<String> differencesThatMatter() {
        Set<String> running = company.approvals()
                .filter(approval -> approval.status().equals("RUNNING"))
                .map(Approval::id)
                .collect(Collectors.toSet());
        return differencesFromCompany().stream()
                .filter(line -> !running.contains(line.split("[ .]")[0])
                        || !UNTOLD.matcher(line).find())
                .toList();
    }

    /** Soon, as names that changed in the moment in which an approval was stored are carried by the next round. */
    public void awaitNoDifferences() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(differencesFromCompany()).as(this::whatElse).isEmpty());
    }

    /** The same without what events do not tell. */
    public void awaitNoDifferencesThatMatter() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(differencesThatMatter()).as(this::whatElse).isEmpty());
    }

    /** For whoever wants to know why something is missing. */
    private String whatElse() {
        return Stream.of(
                        "SELECT process_instance_id, state, need, foretold, error FROM work_item",
                        "SELECT item_id, problem FROM run_problem",
                        "SELECT userid, name FROM member WHERE name_pending = TRUE",
                        "SELECT id, command, state, message FROM run",
                        "SELECT began_at, ended_at, closed_at, note FROM stream_gap",
                        "SELECT process_code, seen_at, gone_at FROM process_template",
                        "SELECT COUNT(*) AS events, MIN(arrived_at) AS first_at, MAX(arrived_at) AS last_at"
                                + " FROM platform_event")
                .map(sql -> sql + ": " + rows(sql))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        if (runtime != null) {
            runtime.close();
        }
        standIn.close();
    }
}
