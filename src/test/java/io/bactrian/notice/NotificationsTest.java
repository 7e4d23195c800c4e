package io.bactrian.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.approval.Approval;
import io.bactrian.approval.ApprovalTask;
import io.bactrian.approval.Change;
import io.bactrian.call.Purpose;
import io.bactrian.connection.Settings;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.Mail;
import io.bactrian.demo.Person;
import io.bactrian.promise.LiveWorld;
import io.bactrian.store.TestDatabases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The notifications that ship in {@code routes/}, switched on: who is told of what, once, and when. */
class NotificationsTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static LiveWorld world;
    private static List<Person> people;

    @BeforeAll
    static void open() {
        world = new LiveWorld(
                TestDatabases.H2.fresh(),
                CompanySize.small(Instant.now()).withApprovals(0).withPeople(20),
                Map.of(
                        "notifications.enabled", "true",
                        "notifications.hours", "00:00-24:00",
                        "notifications.days", "MON-SUN"));
        world.settings()
                .put(
                        "connection.dingtalk.agent-id",
                        String.valueOf(world.standIn().agentId()));
        world.start();
        world.syncPeople();
        people = world.company().members();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static List<Mail> mails(int person) {
        return world.standIn().mailbox().of(people.get(person).userid());
    }

    private static void awaitMails(int person, int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> mails(person).size() >= count);
    }

    @Test
    void eachIsToldOnceAlthoughEventsAndReadsBothTellOfIt() {
        List<String> approvers = List.of(people.get(1).userid(), people.get(2).userid());
        String id = world.company()
                .start(
                        world.company().templates().get(0).processCode(),
                        people.get(0).userid(),
                        approvers);
        awaitMails(1, 1);
        world.settle();
        world.company().agree(id, "ok");
        awaitMails(2, 1);
        world.company().comment(id, people.get(0).userid(), "please be quick");
        world.settle();
        world.company().agree(id, "fine");
        awaitMails(0, 1);
        world.settle();

        assertThat(mails(0)).hasSize(1);
        assertThat(mails(1)).hasSize(1);
        assertThat(mails(2)).hasSize(1);
        Object title = world.rows("SELECT title FROM process_instance WHERE process_instance_id = '" + id + "'")
                .get(0)
                .get("title");
        assertThat(mails(1).get(0).words().toString())
                .contains("等待你审批")
                .contains(people.get(0).name())
                .contains(title.toString().substring(0, 5));
        assertThat(mails(0).get(0).words().toString()).contains("已同意");
        assertThat(world.rows("SELECT DISTINCT business_id FROM message WHERE business_type = 'approval'"
                        + " AND business_id IS NOT NULL"))
                .hasSize(1);
    }

    @Test
    void theMorningHasOneDigestForEachPerson() {
        List<String> approver = List.of(people.get(5).userid());
        for (int i = 0; i < 3; i++) {
            world.company()
                    .start(
                            world.company().templates().get(i).processCode(),
                            people.get(4).userid(),
                            approver);
        }
        awaitMails(5, 3);
        world.settle();
        world.runtime()
                .tables()
                .jdbc()
                .update(
                        "UPDATE process_task SET create_time = :then WHERE userid = :who",
                        Map.of(
                                "then", LocalDateTime.now(ZONE).minusDays(3),
                                "who", people.get(5).userid()));

        for (int i = 0; i < 2; i++) {
            List<?> notices = world.runtime().template().requestBody("direct:notices-of-morning", null, List.class);
            assertThat(notices).hasSize(1);
            notices.forEach(notice -> world.runtime().template().requestBody("direct:notification-write", notice));
        }

        awaitMails(5, 4);
        assertThat(mails(5)).hasSize(4);
        assertThat(mails(5).get(3).words().toString())
                .contains("待你审批 3 项")
                .contains(people.get(4).name())
                .contains("共 3 项");
    }

    @Test
    void aReminderOfADeadlineIsWrittenOnceForEachDay() {
        Map<String, Object> headers = Map.of(
                "connection",
                "dingtalk",
                "members",
                people.get(7).userid(),
                "what",
                "年度审计",
                "due",
                "2026-12-31",
                "days",
                7);
        for (int i = 0; i < 2; i++) {
            world.runtime().template().requestBodyAndHeaders("direct:reminder", null, headers);
        }

        awaitMails(7, 1);
        assertThat(mails(7)).hasSize(1);
        assertThat(mails(7).get(0).words().toString())
                .contains("年度审计")
                .contains("7 天")
                .contains("2026-12-31");
    }

    // ---- who is to be told, without a platform: 2 March 2026 is a Monday

    private static Notices at(String wallClock) {
        Map<String, String> settings = Map.of("notifications.hours", "09:00-18:00", "notifications.days", "MON-FRI");
        Instant now = LocalDateTime.parse(wallClock).atZone(ZONE).toInstant();
        return new Notices(
                world.runtime().connections(),
                world.runtime().tables().jdbc(),
                WorkingHours.read(new Settings(settings::get), ZONE),
                Duration.ofDays(1),
                Clock.fixed(now, ZONE),
                ZONE);
    }

    private static Change change(Purpose purpose, String status, String result, Change.Before before) {
        ApprovalTask task = new ApprovalTask(
                "t-1",
                "boss",
                null,
                "RUNNING",
                "NONE",
                LocalDateTime.parse("2026-03-01T10:00"),
                null,
                null,
                null,
                "https://oa.example.com/t-1",
                null);
        Approval approval = new Approval(
                "dingtalk",
                "a-1",
                "PROC-1",
                "Jonas Kerr提交的付款申请",
                null,
                status,
                status,
                result,
                result,
                "jonas",
                "Jonas Kerr",
                null,
                null,
                LocalDateTime.parse("2026-03-01T10:00"),
                null,
                null,
                null,
                List.of(),
                List.of(),
                status.equals("RUNNING") ? List.of(task) : List.of(),
                List.of(),
                null,
                null,
                null,
                Instant.EPOCH);
        return new Change(
                "dingtalk", "a-1", before == null ? Change.Kind.NEW : Change.Kind.CHANGED, purpose, before, approval);
    }

    private static final Change.Before NOBODY = new Change.Before("RUNNING", null, List.of());

    @ParameterizedTest
    @EnumSource(
            value = Purpose.class,
            names = {"HISTORY", "SWEEP", "REFRESH", "REPLAY"})
    void whatWasOnlyFoundInThePastIsToldNobody(Purpose purpose) {
        assertThat(at("2026-03-02T10:00").of(change(purpose, "RUNNING", null, null)))
                .isEmpty();
        assertThat(at("2026-03-02T10:00").of(change(purpose, "COMPLETED", "agree", NOBODY)))
                .isEmpty();
    }

    @Test
    void whoHadItBeforeIsNotToldAgain() {
        Change.Before same = new Change.Before("RUNNING", null, List.of("boss"));

        assertThat(at("2026-03-02T10:00").of(change(Purpose.LIVE, "RUNNING", null, NOBODY)))
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.to()).isEqualTo("boss");
                    assertThat(notice.type()).isEqualTo("textcard");
                    assertThat(notice.key()).isEqualTo("waiting:a-1:t-1");
                });
        assertThat(at("2026-03-02T10:00").of(change(Purpose.LIVE, "RUNNING", null, same)))
                .isEmpty();
    }

    @Test
    void atNightNobodyIsDisturbed() {
        assertThat(at("2026-03-02T22:00").of(change(Purpose.LIVE, "RUNNING", null, NOBODY)))
                .isEmpty();
        assertThat(at("2026-03-06T22:00").of(change(Purpose.LIVE, "COMPLETED", "refuse", NOBODY)))
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.kind()).isEqualTo("refused");
                    assertThat(notice.notBefore())
                            .isEqualTo(LocalDateTime.parse("2026-03-09T09:00")
                                    .atZone(ZONE)
                                    .toInstant());
                });
    }

    @Test
    void whoHasWithdrawnItKnows() {
        assertThat(at("2026-03-02T10:00").of(change(Purpose.LIVE, "TERMINATED", null, NOBODY)))
                .isEmpty();
    }
}
