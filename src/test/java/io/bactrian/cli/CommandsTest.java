package io.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.cli.Typist.Typed;
import io.bactrian.demo.Approval;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every command against the stand-in and an embedded database. */
class CommandsTest {
    @TempDir
    private Path home;

    private Typist typist;

    @BeforeEach
    void serveACompany() {
        typist = new Typist(home);
    }

    @AfterEach
    void close() {
        typist.close();
    }

    @Test
    void syncUsersSaysWhatItReadAndThatNothingWasCharged() {
        Typed first = typist.type("sync-users");
        Typed second = typist.type("sync-users");

        assertThat(first.code()).isZero();
        assertThat(first.out())
                .containsPattern("sync-users dingtalk: read 31 / new 31 / changed 0 / unchanged 0 / failed 0"
                        + " / calls \\d+ \\(0 charged\\) in \\d+\\.\\d s");
        assertThat(second.out()).contains("read 31 / new 0 / changed 0 / unchanged 31 / failed 0");
    }

    @Test
    void listCodesPrintsATableAndJson() throws Exception {
        Typed table = typist.type("list-codes");
        Typed json = typist.type("list-codes", "--json");

        assertThat(table.code()).isZero();
        assertThat(table.out()).contains("read 4 / new 4", "CONNECTION", "PROC-");
        assertThat(json.err()).contains("list-codes dingtalk: read 4 / new 0 / changed 0 / unchanged 4");
        JsonNode rows = new ObjectMapper().readTree(json.out());
        assertThat(rows).hasSize(4);
        assertThat(rows.get(0).get("code").asText())
                .isEqualTo(typist.platform.company().templates().get(0).processCode());
    }

    @Test
    void historyReadsASecondTimeOnlyWhatIsStillOpen() {
        long all = typist.platform.company().approvals().count();
        long open = typist.platform
                .company()
                .approvals()
                .filter(approval -> "RUNNING".equals(approval.status()))
                .count();

        Typed first = typist.type("history", typist.firstDay());
        Typed second = typist.type("history", typist.firstDay());
        Typed forced = typist.type("history", typist.firstDay(), "--force");

        assertThat(first.code()).isZero();
        assertThat(first.out()).contains("history dingtalk: read " + all + " / new " + all + " / changed 0");
        assertThat(second.code()).isZero();
        assertThat(second.out())
                .contains("history dingtalk: read " + open + " / new 0 / changed 0 / unchanged " + all + " / failed 0");
        assertThat(forced.out()).contains("history dingtalk: read " + all + " / new 0 / changed 0 / unchanged " + all);
    }

    @Test
    void historyOfOneTemplateReadsThatOne() {
        String code = typist.platform.company().templates().get(0).processCode();
        long of = typist.platform
                .company()
                .approvals()
                .filter(approval -> approval.template().processCode().equals(code))
                .count();

        Typed typed = typist.type("history", typist.firstDay(), code);

        assertThat(typed.out()).contains("read " + of + " / new " + of);
    }

    @Test
    void whatFailedIsShownAndReplayed() {
        Approval poisoned = typist.platform.company().approvals().findFirst().orElseThrow();
        typist.platform.faults().failApproval(poisoned.id(), 500, "internalError");

        Typed history = typist.type("history", typist.firstDay());
        Typed failed = typist.type("failed");
        Typed status = typist.type("status");
        typist.platform.faults().healApproval(poisoned.id());
        Typed replay = typist.type("replay", "--all");
        Typed healed = typist.type("failed");

        assertThat(history.code()).isEqualTo(1);
        assertThat(history.out())
                .contains("/ failed 1 /", "approval " + poisoned.id() + ": ", "./bactrian replay --all repeats them");
        assertThat(failed.out()).contains(poisoned.id(), "ATTEMPTS");
        assertThat(status.out()).contains(poisoned.id());
        assertThat(replay.code()).isZero();
        assertThat(replay.out()).contains("replay dingtalk: read 1 / new 1");
        assertThat(healed.out()).isEqualToIgnoringNewLines("Nothing has failed.");
    }

    @Test
    void replayOfANamedApprovalReadsIt() {
        String id =
                typist.platform.company().approvals().findFirst().orElseThrow().id();

        Typed typed = typist.type("replay", id);

        assertThat(typed.code()).isZero();
        assertThat(typed.out()).contains("replay dingtalk: read 1 / new 1 / changed 0 / unchanged 0 / failed 0 /");
    }

    @Test
    void theOtherCommandsWorkOnWhatIsStored() throws Exception {
        typist.type("history", typist.firstDay());
        long all = typist.platform.company().approvals().count();

        Typed rebuild = typist.type("rebuild");
        Typed refresh = typist.type("refresh", "100", "3");
        Typed sweep = typist.type("sweep");
        Typed status = typist.type("status");
        Typed json = typist.type("status", "--json");

        assertThat(rebuild.code()).isZero();
        assertThat(rebuild.out())
                .contains("rebuild dingtalk: read " + all + " / new 0 / changed 0 / unchanged " + all + " / failed 0 /"
                        + " calls 0 (0 charged)");
        assertThat(refresh.out()).contains("refresh dingtalk: read 3 / new 0 / changed 0 / unchanged 3 / failed 0");
        assertThat(sweep.code()).isZero();
        assertThat(status.out()).contains("refresh 100 3", "rebuild", "succeeded", "of 5000 (500 kept for live work)");
        JsonNode read = new ObjectMapper().readTree(json.out());
        assertThat(read.get("runs")).hasSize(4);
        assertThat(read.get("connections").get(0).get("charged").asLong())
                .isEqualTo(typist.platform.meter().metered());
    }

    @Test
    void aSpentMonthStopsTheRunAndSaysSo() {
        typist.environment.put("DINGTALK_MONTHLY_CALLS", "20");
        typist.environment.put("DINGTALK_LIVE_RESERVE", "0");

        Typed stopped = typist.type("history", typist.firstDay());
        typist.environment.put("DINGTALK_MONTHLY_CALLS", "unlimited");
        Typed goneOn = typist.type("history", typist.firstDay());

        assertThat(stopped.code()).isEqualTo(1);
        assertThat(stopped.out()).contains("20 of the 20 calls", "run the same command again to go on");
        assertThat(goneOn.code()).isZero();
        assertThat(goneOn.err()).contains("goes on with the run that was started at");
    }

    @Test
    void aRunThatGoesOnNeverSaysSuccessWhenApprovalsHadFailedBefore() {
        List<String> ids =
                typist.platform.company().approvals().map(Approval::id).toList();
        List<String> poisoned = IntStream.range(0, ids.size())
                .filter(i -> i % 5 == 0)
                .mapToObj(ids::get)
                .toList();
        poisoned.forEach(id -> typist.platform.faults().failApproval(id, 500, "internalError"));
        typist.environment.put("DINGTALK_MONTHLY_CALLS", "50");
        typist.environment.put("DINGTALK_LIVE_RESERVE", "0");
        Typed stopped = typist.type("history", typist.firstDay());
        poisoned.forEach(id -> typist.platform.faults().healApproval(id));
        typist.environment.put("DINGTALK_MONTHLY_CALLS", "unlimited");

        Typed goneOn = typist.type("history", typist.firstDay());

        assertThat(stopped.out())
                .containsPattern("/ failed [1-9]")
                .contains("is stopped; run the same command again to go on.");
        assertThat(goneOn.err()).contains("goes on with the run");
        assertThat(goneOn.code()).isEqualTo(1);
        assertThat(goneOn.out())
                .contains("/ failed 0 /")
                .containsPattern("[1-9]\\d* had failed before the run went on");
        assertThat(typist.type("status").out()).containsPattern("history .* failed  ");
    }

    @Test
    void onlyHistoryGoesOnWhereItStopped() {
        typist.type("history", typist.firstDay());
        typist.environment.put("DINGTALK_MONTHLY_CALLS", "1");
        typist.environment.put("DINGTALK_LIVE_RESERVE", "0");

        Typed sweep = typist.type("sweep");

        assertThat(sweep.code()).isEqualTo(1);
        assertThat(sweep.out())
                .contains("sweep dingtalk is stopped; run the same command again; it begins at the front.");
    }

    @Test
    void aReplayOfWhatThePlatformDoesNotHaveSaysSo() {
        Typed typed = typist.type("replay", "nosuch");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.out()).contains("/ failed 1 /", "id nosuch: the platform has no approval with this id");
    }

    @Test
    void aReplayThatWasStoppedIsRepeatedAsAWhole() {
        Approval poisoned = typist.platform.company().approvals().findFirst().orElseThrow();
        typist.platform.faults().failApproval(poisoned.id(), 500, "internalError");
        typist.type("history", typist.firstDay());
        typist.platform.faults().healApproval(poisoned.id());
        typist.environment.put("DINGTALK_MONTHLY_CALLS", "1");
        Typed stopped = typist.type("replay", "--all");
        typist.environment.put("DINGTALK_MONTHLY_CALLS", "unlimited");

        Typed again = typist.type("replay", "--all");

        assertThat(stopped.code()).isEqualTo(1);
        assertThat(again.out()).contains("replay dingtalk: read 1 / new 1");
    }

    @Test
    void aListOfCodesThatFailedIsNoEmptyTable() {
        typist.environment.put("DINGTALK_MONTHLY_CALLS", "0");
        typist.environment.put("DINGTALK_LIVE_RESERVE", "0");

        Typed typed = typist.type("list-codes");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.out())
                .contains("list-codes dingtalk: read 0", "/ failed 1 /")
                .doesNotContain("CONNECTION");
    }

    @Test
    @Timeout(60)
    void whoWaitsOnlyForRowsOfAnotherProcessSaysSoOnce() throws Exception {
        String id =
                typist.platform.company().approvals().findFirst().orElseThrow().id();
        typist.type("status");
        try (Connection database = DriverManager.getConnection(typist.databaseUrl(), "sa", "");
                Statement statement = database.createStatement()) {
            long now = System.currentTimeMillis();
            // a machine that died 48 seconds ago
            statement.execute("INSERT INTO run (connection_name, command, arguments, state, owner, started_at, seen_at,"
                    + " items_read, items_new, items_changed, items_unchanged, items_failed, calls)"
                    + " VALUES ('dingtalk', 'history', '', 'running', 'elsewhere:1:1', 1, " + (now - 48_000)
                    + ", 0, 0, 0, 0, 0, 0)");
            statement.execute("INSERT INTO work_item (connection_name, process_instance_id, purpose, priority, state,"
                    + " due_at, asked_at, asked_again, attempts, taken_by, taken_until) VALUES ('dingtalk', '" + id
                    + "', 'replay', 1, 'taken', 1, 1, FALSE, 0, 'elsewhere:1:1', " + (now + 1_800_000) + ")");
        }

        Typed typed = typist.type("replay", "--all");

        assertThat(typed.code()).as(typed.err()).isZero();
        assertThat(typed.out()).contains("read 1 / new 1");
        assertThat(typed.err())
                .containsOnlyOnce("replay dingtalk waits for approvals that another process has taken (1)");
    }

    @Test
    void oneConnectionThatFailsDoesNotStopTheNext() throws Exception {
        Files.writeString(home.resolve("application.properties"), """
                connection.a.platform=dingtalk
                connection.a.client-id=unknown
                connection.a.client-secret=wrong
                connection.a.api-base-url=%1$s
                connection.a.oapi-base-url=%1$s
                """.formatted(typist.platform.url()));

        Typed typed = typist.type("sync-users");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.out()).contains("sync-users a: read 0", "sync-users dingtalk: read 31 / new 31");
    }
}
