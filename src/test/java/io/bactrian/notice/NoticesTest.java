package io.bactrian.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.approval.Approval;
import io.bactrian.approval.ApprovalTask;
import io.bactrian.approval.Change;
import io.bactrian.call.Purpose;
import io.bactrian.connection.Connections;
import io.bactrian.connection.Settings;
import io.bactrian.directory.NamesTold;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Who is to be told of a change, without a platform: 2 March 2026 is a Monday. */
class NoticesTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static Notices at(String wallClock) {
        return at(wallClock, null, null);
    }

    /** At that moment of the clock on the wall. */
    static Notices at(String wallClock, Connections connections, NamedParameterJdbcTemplate jdbc) {
        Map<String, String> settings = Map.of("notifications.hours", "09:00-18:00", "notifications.days", "MON-FRI");
        Instant now = LocalDateTime.parse(wallClock).atZone(ZONE).toInstant();
        return new Notices(
                connections,
                jdbc,
                WorkingHours.read(new Settings(settings::get), ZONE),
                Duration.ofDays(1),
                Clock.fixed(now, ZONE),
                ZONE);
    }

    private static ApprovalTask task(String id, String node, String userId, String begun, String ended) {
        return new ApprovalTask(
                id,
                userId,
                null,
                ended == null ? "RUNNING" : "COMPLETED",
                ended == null ? "NONE" : "AGREE",
                LocalDateTime.parse(begun),
                ended == null ? null : LocalDateTime.parse(ended),
                node,
                null,
                null,
                null);
    }

    private static List<String> keys(ApprovalTask... tasks) {
        return at("2026-03-02T10:00").of(change(Purpose.LIVE, "RUNNING", null, NOBODY, List.of(tasks))).stream()
                .map(Notice::key)
                .toList();
    }

    @Test
    void whoHasToDecideAgainIsToldAgainWhereTasksHaveNoIds() {
        ApprovalTask first = task("1-boss", "1", "boss", "2026-03-02T09:10", null);
        ApprovalTask agreed = task("1-boss", "1", "boss", "2026-03-02T09:10", "2026-03-02T09:20");
        ApprovalTask sentBack = task("2-chief", "2", "chief", "2026-03-02T09:20", "2026-03-02T09:30");
        ApprovalTask again = task("1-boss", "1", "boss", "2026-03-02T09:30", null);
        ApprovalTask next = task("2-chief", "2", "chief", "2026-03-02T09:20", null);

        assertThat(keys(first)).containsExactly("waiting:a-1:1-boss");
        assertThat(keys(again, sentBack)).hasSize(1).doesNotContainAnyElementsOf(keys(first));
        assertThat(keys(agreed, next)).hasSize(1);
        // a colleague hands over: it began later, and is the same
        ApprovalTask moved = task("2-chief", "2", "chief", "2026-03-02T09:40", null);
        ApprovalTask handedOver = task("2-deputy", "2", "deputy", "2026-03-02T09:20", "2026-03-02T09:40");
        assertThat(keys(agreed, moved, handedOver)).isEqualTo(keys(agreed, next));
    }

    @Test
    void idsThatThePlatformGivesAreTheKeyAlone() {
        ApprovalTask other = task("71", "sid-1", "boss", "2026-03-02T09:10", "2026-03-02T09:20");

        assertThat(keys(other, task("72", "sid-2", "chief", "2026-03-02T09:20", null)))
                .containsExactly("waiting:a-1:72");
        assertThat(keys(task("72", "sid-2", "chief", "2026-03-02T09:20:01", null)))
                .containsExactly("waiting:a-1:72");
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
        return change(purpose, status, result, before, status.equals("RUNNING") ? List.of(task) : List.of());
    }

    private static Change change(
            Purpose purpose, String status, String result, Change.Before before, List<ApprovalTask> tasks) {
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
                tasks,
                List.of(),
                null,
                null,
                null,
                Instant.EPOCH,
                NamesTold.NONE);
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
