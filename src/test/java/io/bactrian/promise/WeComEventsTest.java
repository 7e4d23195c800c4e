package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.BactrianRuntime;
import io.bactrian.demo.Company;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.wecom.OaFile;
import io.bactrian.demo.wecom.WeComCallbacks.Fault;
import io.bactrian.demo.wecom.WeComStandIn;
import io.bactrian.store.TestDatabases;
import io.bactrian.store.TestProcess;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What WeCom pushes stands in the row at once, and is read once. */
class WeComEventsTest {
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
        settings.putAll(Map.of(
                "connection.wecom.events",
                "callback",
                "connection.wecom.callback-token",
                TOKEN,
                "connection.wecom.callback-aes-key",
                KEY,
                "approval.settle",
                "300ms",
                "call.retry-delay",
                "10ms",
                "http.listen",
                http,
                "management.listen",
                "127.0.0.1:" + TestProcess.freePort(),
                "bactrian.routes",
                Path.of("routes").toAbsolutePath().toString()));
        settings.putAll(TestProcess.STOPPED_CLOCK);
        runtime = BactrianRuntime.serve(TestProcess.home(), Map.of(), settings, Clock.systemUTC(), Optional.empty());
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

    @BeforeEach
    void settle() {
        standIn.callbacks().wrong(Fault.NOTHING);
        settled();
    }

    private static List<Map<String, Object>> rows(String sql) {
        return Rows.read(runtime.tables().jdbc(), sql);
    }

    private static Map<String, Object> row(String number) {
        List<Map<String, Object>> rows =
                rows("SELECT status, result, platform_status AS own, current_approver_ids AS waits, title, read_at"
                        + " FROM process_instance WHERE process_instance_id = '" + number + "'");
        return rows.isEmpty() ? Map.of() : rows.get(0);
    }

    private static void settled() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> rows("SELECT 1 AS n FROM work_item").isEmpty());
    }

    private static void pushed(int before) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> standIn.callbacks().pushes().size() > before);
    }

    private static int pushes() {
        return standIn.callbacks().pushes().size();
    }

    private static long details() {
        return standIn.meter().calls(WeComWorld.DETAIL);
    }

    @Test
    void aLifeStandsInTheRowAtOnceAndIsReadOnceForEachStep() {
        long details = details();
        int before = pushes();
        standIn.faults().latency(Duration.ofSeconds(2));
        String number = office.submit(0, 1, List.of(List.of(2), List.of(3, 4)));
        pushed(before);
        assertThat(row(number))
                .as("before anything was read")
                .containsEntry("status", "RUNNING")
                .containsEntry("own", "1")
                .containsEntry("title", "费用报销")
                .containsEntry("read_at", null);
        assertThat(row(number).get("waits")).isEqualTo(waits(number));
        standIn.faults().none();
        settled();
        assertThat(details() - details).as("one read").isEqualTo(1);

        before = pushes();
        office.agree(number, "ok");
        pushed(before);
        assertThat(row(number)).containsEntry("status", "RUNNING");
        assertThat(row(number).get("waits"))
                .as("who comes next, without a call")
                .isEqualTo(waits(number));
        settled();
        assertThat(details() - details).isEqualTo(2);

        before = pushes();
        office.refuse(number, "no");
        pushed(before);
        assertThat(row(number)).containsEntry("status", "COMPLETED").containsEntry("result", "refuse");
        settled();
        assertThat(row(number)).containsEntry("own", "3").containsEntry("waits", "[]");
        assertThat(details() - details).isEqualTo(3);
        assertThat(standIn.callbacks().pushes().stream()
                        .filter(push -> push.message().contains(number))
                        .map(push -> push.status() + " " + push.tries()))
                .containsExactly("200 1", "200 1", "200 1");
    }

    private static String waits(String number) {
        return office.approvers(number).stream()
                .map(id -> "\"" + id.toLowerCase(Locale.ROOT) + "\"")
                .toList()
                .toString()
                .replace(", ", ",");
    }

    @Test
    void commentsComeWithTheReadAndAWithdrawalKeepsItsTime() {
        int before = pushes();
        String number = office.submit(1, 5, List.of(List.of(6)));
        pushed(before);
        settled();
        office.comment(number, 7, "look at this");
        office.withdraw(number);
        pushed(before + 2);
        settled();

        assertThat(row(number)).containsEntry("status", "TERMINATED").containsEntry("own", "4");
        assertThat(rows("SELECT remark FROM process_operation_record WHERE operation_type = 'ADD_REMARK'"
                        + " AND process_instance_id = '" + number + "'"))
                .extracting(row -> row.get("remark"))
                .containsExactly("look at this");
        assertThat(rows("SELECT finish_time FROM process_instance WHERE process_instance_id = '" + number + "'")
                        .get(0)
                        .get("finish_time"))
                .as("the answer does not repeat it")
                .isNotNull();
    }

    @Test
    void whatWasAgreedMayBeRevokedOrPaid() {
        int before = pushes();
        String revoked = office.submit(0, 8, List.of(List.of(9)));
        String paid = office.submit(0, 8, List.of(List.of(9)));
        office.agree(revoked, "");
        office.agree(paid, "");
        pushed(before + 3);
        settled();
        before = pushes();
        office.revoke(revoked);
        office.pay(paid);
        pushed(before + 1);
        assertThat(row(revoked)).containsEntry("status", "TERMINATED").containsEntry("result", null);
        settled();

        assertThat(row(revoked)).containsEntry("status", "TERMINATED").containsEntry("own", "6");
        assertThat(row(paid)).containsEntry("status", "COMPLETED").containsEntry("result", "agree");
        assertThat(row(paid)).containsEntry("own", "10");
    }

    @Test
    void whatIsSentBackWaitsForTheFirstAgain() {
        int before = pushes();
        String number = office.submit(0, 16, List.of(List.of(17), List.of(18)));
        office.agree(number, "first round");
        pushed(before + 1);
        settled();
        String second = waits(number);
        assertThat(row(number)).containsEntry("waits", second);

        aSecondLater();
        before = pushes();
        office.sendBack(number, "the receipt is missing");
        pushed(before);
        settled();
        assertThat(row(number)).containsEntry("status", "RUNNING").containsEntry("waits", waits(number));
        assertThat(waits(number)).isNotEqualTo(second);
        assertThat(tasks(number)).containsExactly("RUNNING NONE", "COMPLETED RETURNED");

        aSecondLater();
        before = pushes();
        office.agree(number, "second round");
        pushed(before);
        settled();
        assertThat(row(number)).containsEntry("waits", second);
        assertThat(tasks(number)).containsExactly("COMPLETED AGREE", "RUNNING NONE");

        before = pushes();
        office.agree(number, "");
        pushed(before);
        assertThat(row(number)).containsEntry("status", "COMPLETED").containsEntry("result", "agree");
        settled();
        assertThat(row(number)).containsEntry("waits", "[]");
        assertThat(tasks(number)).containsExactly("COMPLETED AGREE", "COMPLETED AGREE");
    }

    /** WeCom's times are in seconds: what happens in the same one has no order. */
    private static void aSecondLater() {
        long now = Instant.now().getEpochSecond();
        await().until(() -> Instant.now().getEpochSecond() > now);
    }

    private static List<String> tasks(String number) {
        return rows("SELECT status, result FROM process_task WHERE process_instance_id = '" + number
                        + "' ORDER BY position")
                .stream()
                .map(row -> row.get("status") + " " + row.get("result"))
                .toList();
    }

    @Test
    void whatIsNotWeComsIsRefusedAndChangesNothing() {
        for (Fault fault : List.of(Fault.WRONG_SIGNATURE, Fault.WRONG_RECEIVER)) {
            int before = pushes();
            standIn.callbacks().wrong(fault);
            String number = office.submit(0, 10, List.of(List.of(11)));
            pushed(before);
            assertThat(standIn.callbacks().pushes().get(before).status()).isEqualTo(403);
            assertThat(row(number)).isEmpty();
        }
    }

    @Test
    void whatWasNotToldIsFoundByTheClock() {
        standIn.callbacks().wrong(Fault.WRONG_SIGNATURE);
        String number = office.submit(1, 14, List.of(List.of(15)));
        runtime.template().sendBody("direct:schedule-new-approvals", null);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> "RUNNING".equals(row(number).get("status")));
        settled();

        office.agree(number, "");
        runtime.template().sendBody("direct:schedule-open-approvals", null);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> "agree".equals(row(number).get("result")));
        assertThat(rows("SELECT process_instance_id FROM process_instance WHERE process_instance_id = '" + number
                        + "' AND finish_time IS NOT NULL"))
                .hasSize(1);
    }

    @Test
    void theSameEventTwiceIsOne() {
        int before = pushes();
        String number = office.submit(0, 12, List.of(List.of(13)));
        pushed(before);
        settled();
        long details = details();
        standIn.callbacks().push(standIn.callbacks().pushes().get(before).message());
        pushed(before + 1);
        settled();

        assertThat(standIn.callbacks().pushes().get(before + 1).status()).isEqualTo(200);
        assertThat(details()).isEqualTo(details);
        assertThat(row(number)).containsEntry("status", "RUNNING");
    }
}
