package io.bactrian.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What becomes of work notifications: given to people, or silently dropped, as their page says: the same words to the
 * same person once on a day, and so many a day. Thread-safe.
 */
final class WorkNotices {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final int TO_EVERYONE = 3;
    private static final String INVALID = "invalid";
    private static final String DAILY = "143105";
    private static final String TWICE = "143106";

    private final Directory directory;
    private final Clock clock;
    private final Mailbox mailbox;
    private final AtomicLong tasks = new AtomicLong(318_840_021_177L);
    private final Map<Long, Map<String, String>> fates = new HashMap<>();
    private final Map<Long, Set<String>> badDepartments = new HashMap<>();
    private final Set<String> had = new HashSet<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<LocalDate, Integer> toEveryone = new HashMap<>();
    private volatile int perDay = 500;

    WorkNotices(Directory directory, Clock clock, Mailbox mailbox) {
        this.directory = directory;
        this.clock = clock;
        this.mailbox = mailbox;
    }

    /** Messages to one person on one day. */
    void perDay(int most) {
        perDay = most;
    }

    /** Takes a notification; whom it reaches is told by {@link #result}. Only what is for everyone too often is refused. */
    synchronized long take(Collection<String> users, Collection<Long> departments, boolean everyone, JsonNode words) {
        if (everyone && toEveryone.merge(LocalDate.ofInstant(clock.instant(), CHINA), 1, Integer::sum) > TO_EVERYONE) {
            throw new Rejected(Reply.oldError(41045, "全员消息今日已达上限", Meter.Refused.QUOTA));
        }
        long task = tasks.addAndGet(13);
        Set<String> people = new LinkedHashSet<>(users);
        Set<String> bad = new LinkedHashSet<>();
        departments.forEach(id -> {
            if (directory.department(id).isPresent()) {
                below(id, people);
            } else {
                bad.add(Long.toString(id));
            }
        });
        if (everyone) {
            directory.members().forEach(person -> people.add(person.userid()));
        }
        Map<String, String> fate = new LinkedHashMap<>();
        people.forEach(person -> fate.put(person, give(person, Long.toString(task), words)));
        fates.put(task, fate);
        badDepartments.put(task, bad);
        return task;
    }

    private void below(long department, Set<String> people) {
        people.addAll(directory.memberIds(department));
        directory.children(department).forEach(child -> below(child.id(), people));
    }

    private String give(String person, String task, JsonNode words) {
        if (directory.member(person).isEmpty()) {
            return INVALID;
        }
        Instant now = clock.instant();
        String day = LocalDate.ofInstant(now, CHINA) + " " + person;
        if (counts.getOrDefault(day, 0) >= perDay) {
            return DAILY;
        }
        if (!had.add(day + " " + words)) {
            return TWICE;
        }
        counts.merge(day, 1, Integer::sum);
        mailbox.put(new Mail(person, task, words, now));
        return "";
    }

    /** The {@code send_result} of a task; empty when there is none. */
    synchronized Optional<ObjectNode> result(long task) {
        Map<String, String> fate = fates.get(task);
        if (fate == null) {
            return Optional.empty();
        }
        ObjectNode result = Reply.MAPPER.createObjectNode();
        ArrayNode invalid = result.putArray("invalid_user_id_list");
        ArrayNode forbidden = result.putArray("forbidden_user_id_list");
        result.putArray("failed_user_id_list");
        result.putArray("read_user_id_list");
        ArrayNode unread = result.putArray("unread_user_id_list");
        ArrayNode departments = result.putArray("invalid_dept_id_list");
        ArrayNode reasons = result.putArray("forbidden_list");
        badDepartments.get(task).forEach(departments::add);
        fate.forEach((person, what) -> {
            switch (what) {
                case "" -> unread.add(person);
                case INVALID -> invalid.add(person);
                default -> {
                    forbidden.add(person);
                    reasons.addObject().put("code", what).put("count", 1).put("userid", person);
                }
            }
        });
        return Optional.of(result);
    }
}
