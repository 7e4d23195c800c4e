package io.bactrian.demo.wecom;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What goes wrong at the stand-in for WeCom, and what the app may see. May be changed at any time. Thread-safe. */
public final class WeComFaults {
    /** How a call fails before WeCom has looked at it. */
    public enum Failure {
        /** HTTP 502 and a page. */
        HTTP_502,
        /** The connection ends without an answer. */
        CLOSED,
        /** The right answer, cut in the middle. */
        BROKEN_JSON
    }

    private record Rule(String path, AtomicInteger left, long until, int code, Failure failure) {
        boolean strikes(String interfaceName) {
            return interfaceName.contains(path)
                    && System.nanoTime() - until < 0
                    && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
        }
    }

    private static final Duration EVER = Duration.ofDays(3650);

    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private volatile Set<Long> range = Set.of();
    private volatile Duration tokenLife = Duration.ofHours(2);
    private volatile Duration latency = Duration.ZERO;
    private volatile boolean hidesFields;
    private volatile boolean distrusts;
    private volatile boolean spellsOtherwise;
    private volatile boolean forgetsUserIds;
    private volatile int mostRows = 10_000;
    private final AtomicInteger lostCursors = new AtomicInteger();

    /** The next calls of whatever has {@code path} in its name answer this code. */
    public WeComFaults answerNext(int calls, int code, String path) {
        rules.add(new Rule(path, new AtomicInteger(calls), until(EVER), code, null));
        return this;
    }

    /** Every call of it answers this code from now on. */
    public WeComFaults answer(int code, String path) {
        return answerNext(Integer.MAX_VALUE, code, path);
    }

    /** Every call of it answers this code for a while, such as 45009 for a minute. */
    public WeComFaults answerFor(Duration duration, int code, String path) {
        rules.add(new Rule(path, new AtomicInteger(Integer.MAX_VALUE), until(duration), code, null));
        return this;
    }

    /** The next calls of it fail before WeCom has looked at them. */
    public WeComFaults failNext(int calls, Failure failure, String path) {
        rules.add(new Rule(path, new AtomicInteger(calls), until(EVER), 0, failure));
        return this;
    }

    /** Every call of it fails so from now on. */
    public WeComFaults fail(Failure failure, String path) {
        return failNext(Integer.MAX_VALUE, failure, path);
    }

    /** The app sees these departments and what is below them, and nobody else; nothing means all. */
    public WeComFaults range(Long... departments) {
        range = Set.of(departments);
        return this;
    }

    /** Details come without the seven fields that apps of today are not shown. */
    public WeComFaults hideFields(boolean hide) {
        hidesFields = hide;
        return this;
    }

    /** Calls come from an address that is not trusted. */
    public WeComFaults distrust(boolean distrust) {
        distrusts = distrust;
        return this;
    }

    /** The list of ids writes them in capitals. */
    public WeComFaults spellOtherwise(boolean otherwise) {
        spellsOtherwise = otherwise;
        return this;
    }

    /** People in lists come without their id. */
    public WeComFaults forgetUserIds(boolean forget) {
        forgetsUserIds = forget;
        return this;
    }

    /** A page of the list of ids has no more rows than this, whatever is asked for. */
    public WeComFaults mostRows(int rows) {
        mostRows = rows;
        return this;
    }

    /** The next places in the list of ids are not known any more when they are asked for. */
    public WeComFaults loseCursors(int cursors) {
        lostCursors.set(cursors);
        return this;
    }

    /** Life of the tokens that are given out from now on. */
    public WeComFaults tokenLife(Duration life) {
        tokenLife = life;
        return this;
    }

    /** Every answer takes this much longer. No thread waits. */
    public WeComFaults latency(Duration duration) {
        latency = duration;
        return this;
    }

    /** Nothing goes wrong any more, and the app sees everything. */
    public WeComFaults none() {
        rules.clear();
        return range(new Long[0])
                .hideFields(false)
                .distrust(false)
                .spellOtherwise(false)
                .forgetUserIds(false)
                .mostRows(10_000)
                .loseCursors(0)
                .tokenLife(Duration.ofHours(2))
                .latency(Duration.ZERO);
    }

    Optional<Integer> code(String interfaceName) {
        return rules.stream()
                .filter(rule -> rule.failure == null && rule.strikes(interfaceName))
                .map(Rule::code)
                .findFirst();
    }

    Optional<Failure> failure(String interfaceName) {
        return rules.stream()
                .filter(rule -> rule.failure != null && rule.strikes(interfaceName))
                .map(Rule::failure)
                .findFirst();
    }

    Set<Long> range() {
        return range;
    }

    boolean hidesFields() {
        return hidesFields;
    }

    boolean distrusts() {
        return distrusts;
    }

    boolean spellsOtherwise() {
        return spellsOtherwise;
    }

    boolean forgetsUserIds() {
        return forgetsUserIds;
    }

    int mostRows() {
        return mostRows;
    }

    boolean losesCursor() {
        return lostCursors.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    Duration tokenLife() {
        return tokenLife;
    }

    Duration latency() {
        return latency;
    }

    private static long until(Duration duration) {
        return System.nanoTime() + duration.toNanos();
    }
}
