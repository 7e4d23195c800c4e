package io.bactrian.demo;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the stand-in counted. An interface is called by method and path, for example {@code GET
 * /v1.0/workflow/processInstances}; calls that exist nowhere are counted as {@code unknown}. Thread-safe.
 */
public final class Meter {
    /** Why a call got no proper answer. */
    public enum Refused {
        /** The token was missing, wrong or expired, or the secret was wrong. */
        TOKEN,
        /** More calls in a second than allowed. */
        PACE,
        /** The calls of the month are spent. */
        QUOTA,
        /** A parameter was missing or out of its limits. */
        PARAMETER,
        /** The approval, person, department or interface does not exist. */
        NOT_FOUND,
        /** Whoever calls may not do that. */
        PERMISSION,
        /** A fault that was asked for. */
        FAULT
    }

    private final Map<String, Arrivals> arrivals = new ConcurrentHashMap<>();
    private final Map<Refused, LongAdder> refused = new ConcurrentHashMap<>();
    private final AtomicLong metered = new AtomicLong();
    private final LongAdder tokens = new LongAdder();

    /** The interfaces that were called. */
    public TreeSet<String> interfaces() {
        return new TreeSet<>(arrivals.keySet());
    }

    /** All calls that arrived, refused ones included. */
    public long calls() {
        return arrivals.values().stream().mapToLong(Arrivals::count).sum();
    }

    /** Calls that arrived at one interface, refused ones included. */
    public long calls(String interfaceName) {
        Arrivals at = arrivals.get(interfaceName);
        return at == null ? 0 : at.count();
    }

    /** Calls by interface, refused ones included. */
    public Map<String, Long> callsByInterface() {
        Map<String, Long> counts = new TreeMap<>();
        arrivals.forEach((name, at) -> counts.put(name, at.count()));
        return counts;
    }

    /** Refused calls of one kind. */
    public long refused(Refused kind) {
        LongAdder count = refused.get(kind);
        return count == null ? 0 : count.sum();
    }

    /** All refused calls. */
    public long refused() {
        return refused.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Calls that the platform would count against the month. */
    public long metered() {
        return metered.get();
    }

    /** Most calls of one interface that arrived within any one second, refused ones included. */
    public int busiestSecond(String interfaceName) {
        Arrivals at = arrivals.get(interfaceName);
        return at == null ? 0 : at.busiest();
    }

    /** When the first call of an interface arrived. */
    public Optional<Instant> first(String interfaceName) {
        return Optional.ofNullable(arrivals.get(interfaceName)).map(Arrivals::first);
    }

    /** When the last call of an interface arrived. */
    public Optional<Instant> last(String interfaceName) {
        return Optional.ofNullable(arrivals.get(interfaceName)).map(Arrivals::last);
    }

    /** Tokens made; asking again while a token lives makes none. */
    public long tokensIssued() {
        return tokens.sum();
    }

    /** A new month begins: the metered calls start at zero. */
    public void newMonth() {
        metered.set(0);
    }

    /** Forgets everything, the metered calls too. */
    public void reset() {
        arrivals.clear();
        refused.clear();
        tokens.reset();
        newMonth();
    }

    /** Counts a call. */
    public void arrived(String interfaceName) {
        arrivals.computeIfAbsent(interfaceName, name -> new Arrivals()).add();
    }

    /** Counts a refusal. */
    public void refuse(Refused kind) {
        refused.computeIfAbsent(kind, key -> new LongAdder()).increment();
    }

    /** Counts a token. */
    public void tokenIssued() {
        tokens.increment();
    }

    /** Counts a metered call unless that would exceed {@code limit}; 0 is no limit. */
    boolean spend(long limit) {
        if (limit == 0) {
            metered.incrementAndGet();
            return true;
        }
        return metered.getAndUpdate(used -> used < limit ? used + 1 : used) < limit;
    }

    private static final class Arrivals {
        private final SlidingSecond lastSecond = new SlidingSecond();
        private long count;
        private int busiest;
        private Instant first;
        private Instant last;

        synchronized void add() {
            long now = System.nanoTime();
            busiest = Math.max(busiest, lastSecond.count(now) + 1);
            lastSecond.add(now);
            last = Instant.now();
            first = first == null ? last : first;
            count++;
        }

        synchronized long count() {
            return count;
        }

        synchronized int busiest() {
            return busiest;
        }

        synchronized Instant first() {
            return first;
        }

        synchronized Instant last() {
            return last;
        }
    }
}
