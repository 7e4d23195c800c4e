package io.bactrian.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.demo.CompanySize;
import io.bactrian.demo.Mail;
import io.bactrian.demo.Person;
import io.bactrian.promise.LiveWorld;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
        assertThat(world.number(
                        "SELECT COUNT(*) FROM message WHERE business_type = 'approval' AND business_id = '" + id + "'"))
                .isEqualTo(3);
    }

    @Test
    void twoOfOneTitleThatEndInOneMinuteAreToldBoth() {
        List<String> approver = List.of(people.get(17).userid());
        for (int i = 0; i < 2; i++) {
            String id = world.company()
                    .start(
                            world.company().templates().get(0).processCode(),
                            people.get(16).userid(),
                            approver);
            world.settle();
            world.company().agree(id, "ok");
        }
        awaitMails(16, 2);

        List<String> numbers = world
                .rows("SELECT business_id FROM process_instance WHERE originator_userid = '"
                        + people.get(16).userid() + "' ORDER BY business_id")
                .stream()
                .map(row -> row.get("business_id").toString())
                .toList();
        assertThat(numbers).hasSize(2).doesNotHaveDuplicates();
        for (String number : numbers) {
            assertThat(mails(16))
                    .as(number)
                    .anyMatch(mail -> mail.words().toString().contains("审批编号：" + number));
        }
        assertThat(mails(16)).hasSize(2);
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
            List<?> notices = ofMorning(people.get(5).userid());
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

    private static List<Notice> ofMorning(String person) {
        List<?> all = world.runtime().template().requestBody("direct:notices-of-morning", null, List.class);
        return all.stream()
                .map(Notice.class::cast)
                .filter(notice -> notice.to().equals(person))
                .toList();
    }

    @Test
    void whatWasToldAtOnceIsNotInTheDigestOfThatMorning() {
        String id = world.company()
                .start(
                        world.company().templates().get(0).processCode(),
                        people.get(8).userid(),
                        List.of(people.get(9).userid()));
        awaitMails(9, 1);
        world.settle();
        String task = world.rows("SELECT MIN(task_id) AS t FROM process_task WHERE process_instance_id = '" + id + "'")
                .get(0)
                .get("t")
                .toString();

        // told, whether in the hours or a moment before them
        told("waiting:" + id + ":" + task, "2026-03-03T09:02");
        for (String begun : List.of("2026-03-03T09:01", "2026-03-03T08:59", "2026-03-02T18:00", "2026-03-02T17:59")) {
            assertThat(inTheDigest(task, begun)).as(begun).isFalse();
        }
        assertThat(inTheDigest(task, "2026-03-02T09:05")).as("for a day").isTrue();
        // a task of which nobody was told, because it came at night, or was stored only then
        told("waiting:" + id + ":" + task + "0", "2026-03-03T09:02");
        assertThat(inTheDigest(task, "2026-03-03T09:01")).as("still to be told").isFalse();
        for (String begun : List.of("2026-03-03T08:59", "2026-03-02T18:00", "2026-03-02T17:59")) {
            assertThat(inTheDigest(task, begun)).as(begun).isTrue();
        }
        // told before it began again
        told("waiting:" + id + ":" + task + ":2026-03-02T10:00", "2026-03-02T10:01");
        assertThat(inTheDigest(task, "2026-03-02T10:02")).as("clocks differ").isFalse();
        assertThat(inTheDigest(task, "2026-03-02T17:59")).isTrue();
        told("waiting:" + id + ":" + task + ":2026-03-02T17:59", "2026-03-02T18:00");
        assertThat(inTheDigest(task, "2026-03-02T17:59")).isFalse();
        // the digest of Monday came at noon, and was of what began before the hours did
        told("digest:2026-03-02:" + people.get(9).userid(), "2026-03-02T12:00");
        assertThat(inTheDigest(task, "2026-03-02T11:59")).isTrue();
        assertThat(inTheDigest(task, "2026-03-02T12:01")).isTrue();
        // as if it had been written in the evening, outside of them
        told("digest:2026-03-02:" + people.get(9).userid(), "2026-03-02T19:00");
        assertThat(inTheDigest(task, "2026-03-02T18:59")).isFalse();
        assertThat(inTheDigest(task, "2026-03-02T19:00")).isTrue();
    }

    /** The only message that this person has got, and when. */
    private static void told(String key, String at) {
        world.runtime()
                .tables()
                .jdbc()
                .update(
                        "UPDATE message SET message_key = :key, created_at = :at WHERE id = (SELECT MIN(message_id) FROM"
                                + " message_receiver WHERE receiver_id = :who)",
                        Map.of(
                                "key",
                                key,
                                "at",
                                LocalDateTime.parse(at).atZone(ZONE).toInstant().toEpochMilli(),
                                "who",
                                people.get(9).userid()));
    }

    @Test
    void theDigestGoesInWorkingHoursOfWorkingDays() {
        String id = world.company()
                .start(
                        world.company().templates().get(0).processCode(),
                        people.get(10).userid(),
                        List.of(people.get(11).userid()));
        awaitMails(11, 1);
        world.settle();
        world.runtime()
                .tables()
                .jdbc()
                .update(
                        "UPDATE process_task SET create_time = '2026-02-02 10:00:00' WHERE process_instance_id = :id",
                        Map.of("id", id));

        assertThat(digest("2026-03-03T09:05"))
                .singleElement()
                .extracting(Notice::notBefore)
                .isNull();
        assertThat(digest("2026-03-03T07:05"))
                .singleElement()
                .extracting(Notice::notBefore)
                .isEqualTo(LocalDateTime.parse("2026-03-03T09:00").atZone(ZONE).toInstant());
        assertThat(digest("2026-03-07T09:05")).as("on a Saturday").isEmpty();
    }

    private static List<Notice> digest(String wallClock) {
        return NoticesTest.at(
                        wallClock,
                        world.runtime().connections(),
                        world.runtime().tables().jdbc())
                .ofMorning()
                .stream()
                .filter(notice -> notice.to().equals(people.get(11).userid()))
                .toList();
    }

    /** Whether a task that began then is in the digest of Tuesday. */
    private static boolean inTheDigest(String task, String begun) {
        world.runtime()
                .tables()
                .jdbc()
                .update(
                        "UPDATE process_task SET create_time = :then WHERE task_id = :task",
                        Map.of("then", LocalDateTime.parse(begun), "task", task));
        return NoticesTest.at(
                        "2026-03-03T09:05",
                        world.runtime().connections(),
                        world.runtime().tables().jdbc())
                .ofMorning()
                .stream()
                .anyMatch(notice -> notice.to().equals(people.get(9).userid()));
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
}
