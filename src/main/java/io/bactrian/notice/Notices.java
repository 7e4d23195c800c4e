package io.bactrian.notice;

import io.bactrian.approval.Approval;
import io.bactrian.approval.ApprovalTask;
import io.bactrian.approval.Change;
import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import io.bactrian.connection.Connections;
import io.bactrian.store.Sql;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Finds out who is to be told of what. Thread-safe. */
public final class Notices {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);
    /** Characters of a title: a text card's heading has 128 bytes on WeCom. */
    private static final int TITLE = 30;

    private static final Pattern ODD = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\t\\n\\r]]");
    /** What keys of notices begin with. */
    static final String WAITING = "waiting";

    static final String FINISHED = "finished";
    static final String DIGEST = "digest";

    private static final int NAME = 20;
    private static final int LINES = 8;
    /** A task that began so lately is new, also where its approver had the one before it. */
    private static final Duration NEW = Duration.ofHours(1);

    private final Connections connections;
    private final NamedParameterJdbcTemplate jdbc;
    private final WorkingHours hours;
    private final Duration patience;
    private final Clock clock;
    private final ZoneId zone;

    /** What has waited longer than {@code patience} is reminded of. */
    Notices(
            Connections connections,
            NamedParameterJdbcTemplate jdbc,
            WorkingHours hours,
            Duration patience,
            Clock clock,
            ZoneId zone) {
        this.connections = connections;
        this.jdbc = jdbc;
        this.hours = hours;
        this.patience = patience;
        this.clock = clock;
        this.zone = zone;
    }

    /** Of a change that has just happened; nobody is told what was only found in the past. */
    public List<Notice> of(Change change) {
        Approval approval = change.approval();
        if (change.purpose() != Purpose.LIVE || approval == null) {
            return List.of();
        }
        if (change.isFinished()) {
            return finished(change, approval);
        }
        // what begins to wait at night is in the digest of the morning, if it still waits then
        return hours.include(clock.instant()) ? waiting(change, approval) : List.of();
    }

    private List<Notice> waiting(Change change, Approval approval) {
        List<String> before =
                change.before() == null ? List.of() : change.before().currentApproverIds();
        LocalDateTime lately = LocalDateTime.ofInstant(clock.instant().minus(NEW), zone);
        List<Notice> notices = new ArrayList<>();
        for (ApprovalTask task : approval.runningTasks()) {
            boolean isNew = !before.contains(task.userId())
                    || task.createTime() != null && task.createTime().isAfter(lately);
            if (isNew && task.userId() != null && !task.userId().isBlank()) {
                String url = url(task.mobileUrl() == null ? task.pcUrl() : task.mobileUrl());
                String key = WAITING + ":" + approval.id() + ":" + task.id() + round(approval, task);
                notices.add(about(approval, WAITING, task.userId(), url, key, null));
            }
        }
        return notices;
    }

    /**
     * What tells a task from the one before of the same id: when somebody of another node acted last, which nobody does
     * while this node waits. When the task began is no such thing: it is later when a colleague of the node hands over.
     */
    private static String round(Approval approval, ApprovalTask task) {
        if (!task.comesAgain()) {
            return "";
        }
        return approval.tasks().stream()
                .filter(other -> !task.activityId().equals(other.activityId()))
                .map(ApprovalTask::finishTime)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(last -> ":" + last)
                .orElse("");
    }

    /** An address that a card can open; {@code null} where it is none. */
    private static String url(String told) {
        try {
            return told != null && URI.create(told).isAbsolute() ? told : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** One who has withdrawn it knows. */
    private List<Notice> finished(Change change, Approval approval) {
        String originator = approval.originatorId();
        if (!Approval.COMPLETED.equals(approval.status()) || originator == null || originator.isBlank()) {
            return List.of();
        }
        Instant now = clock.instant();
        String key = FINISHED + ":" + change.approvalId() + ":" + approval.status() + ":" + approval.result();
        String kind = "agree".equals(approval.result())
                ? "agreed"
                : "refuse".equals(approval.result()) ? "refused" : FINISHED;
        return List.of(about(approval, kind, originator, null, key, notBefore(now)));
    }

    private Instant notBefore(Instant now) {
        return hours.include(now) ? null : hours.next(now);
    }

    private static Notice about(Approval approval, String kind, String to, String url, String key, Instant notBefore) {
        return new Notice(
                approval.connection(),
                kind,
                to,
                url == null ? "text" : "textcard",
                key,
                approval.id(),
                approval.businessId() == null ? approval.id() : approval.businessId(),
                url,
                cut(approval.title() == null ? approval.id() : approval.title(), TITLE),
                cut(approval.originatorName() == null ? "" : approval.originatorName(), NAME),
                approval.result(),
                approval.createTime() == null ? "" : MINUTE.format(approval.createTime()),
                1,
                List.of(),
                notBefore);
    }

    /**
     * In the morning of a working day, one for each person, to be sent within its hours: what has waited longer than the set
     * time, and what came since the last working day and before this one began and they were not told of.
     */
    public List<Notice> ofMorning() {
        Instant now = clock.instant();
        List<Notice> notices = new ArrayList<>();
        if (!hours.areOnDayOf(now)) {
            return notices;
        }
        for (Connection connection : connections.all()) {
            notices.addAll(ofMorning(connection, now));
        }
        return notices;
    }

    private List<Notice> ofMorning(Connection connection, Instant now) {
        LocalDateTime longAgo = LocalDateTime.ofInstant(now.minus(patience), zone);
        LocalDateTime lastDay = LocalDate.ofInstant(hours.lastEnd(now), zone).atStartOfDay();
        Told told = Told.since(jdbc, connection, hours, lastDay.atZone(zone).toInstant());
        Set<String> seen = new HashSet<>();
        Map<String, List<Notice.Item>> waiting = new LinkedHashMap<>();
        jdbc.query(
                Sql.of("notice-waiting"),
                Map.of(
                        "connection",
                        connection.name(),
                        "long",
                        longAgo,
                        "since",
                        lastDay,
                        "opened",
                        LocalDateTime.ofInstant(hours.begin(now), zone)),
                row -> {
                    String person = row.getString("userid");
                    String approval = row.getString("process_instance_id");
                    LocalDateTime since = row.getObject("create_time", LocalDateTime.class);
                    boolean isTold = since.isAfter(longAgo)
                            && told.includes(
                                    approval,
                                    row.getString("task_id"),
                                    person,
                                    since.atZone(zone).toInstant());
                    if (isTold || !seen.add(approval + " " + person)) {
                        return;
                    }
                    waiting.computeIfAbsent(person, id -> new ArrayList<>())
                            .add(new Notice.Item(
                                    cut(row.getString("title"), TITLE),
                                    cut(row.getString("originator_name"), NAME),
                                    SHORT.format(since),
                                    ChronoUnit.DAYS.between(since, LocalDateTime.ofInstant(now, zone))));
                });
        LocalDate today = LocalDate.ofInstant(now, zone);
        List<Notice> notices = new ArrayList<>();
        waiting.forEach((person, items) -> notices.add(new Notice(
                connection.name(),
                DIGEST,
                person,
                "text",
                DIGEST + ":" + today + ":" + person,
                null,
                null,
                null,
                null,
                null,
                null,
                today.toString(),
                items.size(),
                items.subList(0, Math.min(LINES, items.size())),
                notBefore(now))));
        return notices;
    }

    /** Characters that no message may have become blanks: a form can hold anything. */
    private static String cut(String told, int most) {
        String text = told == null ? "" : ODD.matcher(told).replaceAll(" ");
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
