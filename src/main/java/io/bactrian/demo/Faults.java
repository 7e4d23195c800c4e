package io.bactrian.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What goes wrong at the stand-in; may be changed while it runs. At first nothing does and nothing is limited.
 *
 * <p>A {@code path} is part of an interface's name, such as {@code processInstances} or {@code user/list}; empty means
 * all. Thread-safe.
 */
public final class Faults {
    /** How a call fails. None of these is counted against the month. */
    public enum Failure {
        /** HTTP 500 {@code systemError}, whatever the generation. */
        HTTP_500,
        /** HTTP 503 {@code operationTimeout}. */
        HTTP_503,
        /** HTTP 429 {@code system.busy}. */
        BUSY_429,
        /** The connection ends without an answer. */
        CLOSED,
        /** HTTP 200 with the HTML page that a banned address is shown. */
        BAN_PAGE,
        /** HTTP 200 with the JSON that a banned address is shown, {@code "source":"x5"}. */
        BAN_JSON,
        /** The right answer, cut in the middle. */
        BROKEN_JSON
    }

    /** How a member record is odd. */
    public enum Odd {
        /** The record has no userid. */
        NO_USERID,
        /** {@code dept_id_list} is a text such as {@code "[1,2]"}. */
        DEPARTMENTS_AS_TEXT,
        /** {@code name} is null. */
        NULL_NAME
    }

    record Refusal(int status, String code) {}

    private record Rule(String path, double share, AtomicInteger left, long until, Failure failure, Duration delay) {
        boolean strikes(String interfaceName, double lot) {
            return interfaceName.contains(path)
                    && System.nanoTime() - until < 0
                    && lot < share
                    && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
        }
    }

    private static final Duration EVER = Duration.ofDays(3650);

    private final List<Rule> failures = new CopyOnWriteArrayList<>();
    private final List<Rule> delays = new CopyOnWriteArrayList<>();
    private final Map<String, Refusal> approvals = new ConcurrentHashMap<>();
    private final Map<String, Odd> members = new ConcurrentHashMap<>();
    private final Map<String, Integer> departments = new ConcurrentHashMap<>();
    private final AtomicLong throwsMade = new AtomicLong();
    private volatile Duration latency = Duration.ZERO;
    private volatile int callsPerSecond;
    private volatile long monthlyCalls;
    private volatile int tokenCalls;
    private volatile Duration tokenLife = Duration.ofHours(2);
    private volatile int overlap;
    private volatile Duration detailLag = Duration.ZERO;

    /** Every answer takes this much longer. No thread waits. */
    public Faults latency(Duration duration) {
        latency = duration;
        return this;
    }

    /** Calls in any one second for each interface, 0 for no limit; the platform's standard edition has 20. */
    public Faults callsPerSecond(int limit) {
        callsPerSecond = limit;
        return this;
    }

    /** Metered calls before the month is spent, 0 for no limit; the platform's standard edition has 5000. */
    public Faults monthlyCalls(long limit) {
        monthlyCalls = limit;
        return this;
    }

    /** A new token dies after so many calls, whatever its age; 0 for never. */
    public Faults tokenDiesEvery(int calls) {
        tokenCalls = calls;
        return this;
    }

    /** Life of a token since it was last asked for; two hours at first. */
    public Faults tokenLife(Duration life) {
        tokenLife = life;
        return this;
    }

    /** Each page of approval ids after the first begins with the last so many ids of the page before. */
    public Faults overlapIds(int ids) {
        overlap = ids;
        return this;
    }

    /**
     * The detail of an approval lags behind its events by so much: it is answered as it was, and one that was just started
     * does not exist.
     */
    public Faults detailLag(Duration lag) {
        detailLag = lag;
        return this;
    }

    /** A share (0 to 1) of the calls fails; 1 with {@link Failure#HTTP_500} is a platform that is down. */
    public Faults failing(double share, Failure failure, String path) {
        failures.add(new Rule(path, share, new AtomicInteger(Integer.MAX_VALUE), until(EVER), failure, null));
        return this;
    }

    /** The next calls fail, then all is well. */
    public Faults failNext(int calls, Failure failure, String path) {
        failures.add(new Rule(path, 1, new AtomicInteger(calls), until(EVER), failure, null));
        return this;
    }

    /** All calls fail for a while, as an address does that was banned. */
    public Faults failFor(Duration duration, Failure failure) {
        failures.add(new Rule("", 1, new AtomicInteger(Integer.MAX_VALUE), until(duration), failure, null));
        return this;
    }

    /** A share (0 to 1) of the calls takes this much longer, for example longer than the client waits. */
    public Faults slow(double share, Duration delay, String path) {
        delays.add(new Rule(path, share, new AtomicInteger(Integer.MAX_VALUE), until(EVER), null, delay));
        return this;
    }

    /** The next calls take this much longer. */
    public Faults slowNext(int calls, Duration delay, String path) {
        delays.add(new Rule(path, 1, new AtomicInteger(calls), until(EVER), null, delay));
        return this;
    }

    /** The detail of one approval always answers this HTTP status and code. */
    public Faults failApproval(String id, int status, String code) {
        approvals.put(id, new Refusal(status, code));
        return this;
    }

    /** An approval vanishes between list and detail: it is listed, and does not exist. */
    public Faults vanish(String id) {
        return failApproval(id, 400, "processInstanceNotExist");
    }

    /** The detail of this approval is answered again. */
    public Faults healApproval(String id) {
        approvals.remove(id);
        return this;
    }

    /** A member's record is odd, in lists and by itself. */
    public Faults oddMember(String userid, Odd how) {
        members.put(userid, how);
        return this;
    }

    /**
     * One interface fails for one department.
     *
     * @param path {@code listsub}, {@code user/list} or another call that names a department
     * @param errcode such as 50004, outside the scope of the app
     */
    public Faults failDepartment(long departmentId, String path, int errcode) {
        departments.put(departmentId + path, errcode);
        return this;
    }

    /** Nothing goes wrong any more, and nothing is limited. */
    public Faults none() {
        failures.clear();
        delays.clear();
        approvals.clear();
        members.clear();
        departments.clear();
        return latency(Duration.ZERO)
                .callsPerSecond(0)
                .monthlyCalls(0)
                .tokenDiesEvery(0)
                .tokenLife(Duration.ofHours(2))
                .overlapIds(0)
                .detailLag(Duration.ZERO);
    }

    int callsPerSecond() {
        return callsPerSecond;
    }

    long monthlyCalls() {
        return monthlyCalls;
    }

    int tokenCalls() {
        return tokenCalls;
    }

    Duration tokenLife() {
        return tokenLife;
    }

    int overlap() {
        return overlap;
    }

    Duration detailLag() {
        return detailLag;
    }

    Optional<Failure> failure(String interfaceName) {
        for (Rule rule : failures) {
            if (rule.strikes(interfaceName, lot(rule))) {
                return Optional.of(rule.failure());
            }
        }
        return Optional.empty();
    }

    Duration delay(String interfaceName) {
        Duration delay = latency;
        for (Rule rule : delays) {
            if (rule.strikes(interfaceName, lot(rule))) {
                delay = delay.plus(rule.delay());
            }
        }
        return delay;
    }

    Optional<Refusal> approval(String id) {
        return Optional.ofNullable(approvals.get(id));
    }

    Optional<Odd> member(String userid) {
        return Optional.ofNullable(members.get(userid));
    }

    Optional<Integer> department(long id, String interfaceName) {
        return departments.entrySet().stream()
                .filter(entry -> hits(entry.getKey(), Long.toString(id), interfaceName))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean hits(String key, String id, String interfaceName) {
        int digits = 0;
        while (digits < key.length() && Character.isDigit(key.charAt(digits))) {
            digits++;
        }
        return key.substring(0, digits).equals(id) && interfaceName.endsWith(key.substring(digits));
    }

    private double lot(Rule rule) {
        return rule.share() >= 1
                ? 0
                : Dice.of(1, "fault", throwsMade.incrementAndGet()).share();
    }

    private static long until(Duration duration) {
        return System.nanoTime() + duration.toNanos();
    }
}
