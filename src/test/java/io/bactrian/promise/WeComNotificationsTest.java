package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.BactrianRuntime;
import io.bactrian.connection.Connection;
import io.bactrian.demo.Company;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.Mail;
import io.bactrian.demo.wecom.OaFile;
import io.bactrian.demo.wecom.WeComStandIn;
import io.bactrian.directory.DirectoryRequest;
import io.bactrian.directory.DirectoryRoutes;
import io.bactrian.run.Run;
import io.bactrian.run.RunLedger;
import io.bactrian.store.TestDatabases;
import io.bactrian.store.TestProcess;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The notifications that ship in {@code routes/}, on WeCom, from the push to the message on a phone. */
class WeComNotificationsTest {
    private static final String TOKEN = "demoToken01";
    private static final String KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    private static WeComStandIn standIn;
    private static BactrianRuntime runtime;
    private static OaFile office;

    @BeforeAll
    static void start() throws Exception {
        standIn = WeComStandIn.start(
                Company.of(CompanySize.small(Instant.now()).withPeople(20).withApprovals(0)));
        office = standIn.approvals();
        String http = "127.0.0.1:" + TestProcess.freePort();
        Map<String, String> settings = new HashMap<>(TestDatabases.H2.fresh());
        settings.putAll(WeComWorld.settingsFor(standIn));
        settings.put("connection.wecom.agent-id", String.valueOf(WeComStandIn.AGENT_ID));
        settings.put("connection.wecom.events", "callback");
        settings.put("connection.wecom.callback-token", TOKEN);
        settings.put("connection.wecom.callback-aes-key", KEY);
        settings.put("notifications.hours", "00:00-24:00");
        settings.put("notifications.days", "MON-SUN");
        settings.put("approval.settle", "300ms");
        settings.put("call.retry-delay", "10ms");
        settings.put("http.listen", http);
        settings.put("management.listen", "127.0.0.1:" + TestProcess.freePort());
        settings.put("bactrian.routes", Path.of("routes").toAbsolutePath().toString());
        settings.putAll(TestProcess.STOPPED_CLOCK);
        runtime = BactrianRuntime.serve(
                TestProcess.home(),
                Map.of("NOTIFICATIONS_ENABLED", "true"),
                settings,
                Clock.systemUTC(),
                Optional.empty());
        syncPeople();
        // the check must be answered in a second, which the first request of a busy machine may miss
        await().atMost(Duration.ofSeconds(30))
                .ignoreException(IllegalStateException.class)
                .untilAsserted(
                        () -> standIn.callbacks().configure("http://" + http + "/callback/wecom/wecom", TOKEN, KEY));
    }

    @AfterAll
    static void stop() {
        runtime.close();
        standIn.close();
    }

    private static void syncPeople() {
        Connection connection = runtime.connections().get("wecom");
        Run run = runtime.runs().start(connection, "sync-users", "");
        runtime.template().requestBody(DirectoryRoutes.SYNC, new DirectoryRequest(connection, run));
        runtime.runs().end(connection, run, RunLedger.SUCCEEDED, null);
    }

    private static List<Mail> mails(int person) {
        String id = standIn.company().members().get(person).userid();
        return standIn.mailbox().of(WeComStandIn.userId(id));
    }

    private static void awaitMail(int person) {
        await().atMost(Duration.ofSeconds(20)).until(() -> !mails(person).isEmpty());
    }

    /** All was read that pushes told of, and all was sent that reads told of. */
    private static void settled() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> rows("SELECT 1 AS n FROM work_item").isEmpty()
                        && rows("SELECT 1 AS n FROM message WHERE state = 'pending'")
                                .isEmpty());
    }

    private static List<Map<String, Object>> rows(String sql) {
        return Rows.read(runtime.tables().jdbc(), sql);
    }

    @Test
    void eachIsToldOnceAlthoughPushesAndReadsBothTellOfIt() {
        String number = office.submit(0, 1, List.of(List.of(2), List.of(3)));
        awaitMail(2);
        settled();
        office.agree(number, "ok");
        awaitMail(3);
        settled();
        office.comment(number, 1, "please be quick");
        settled();
        office.refuse(number, "no");
        awaitMail(1);
        settled();

        assertThat(List.of(mails(1), mails(2), mails(3)))
                .allSatisfy(mails -> assertThat(mails).hasSize(1));
        assertThat(mails(2).get(0).words().toString())
                .contains("等待你审批")
                .contains("费用报销")
                .contains(standIn.company().members().get(1).name());
        assertThat(mails(1).get(0).words().toString()).contains("费用报销").contains("未被同意");
        assertThat(rows("SELECT business_id FROM message WHERE business_type = 'approval'"))
                .hasSize(3)
                .allSatisfy(row -> assertThat(row).containsEntry("business_id", number));
    }
}
