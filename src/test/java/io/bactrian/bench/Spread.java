package io.bactrian.bench;

import java.time.Duration;
import java.util.List;

/** Durations that were measured, shortest first. */
record Spread(List<Duration> durations) {
    static Spread of(List<Duration> durations) {
        return new Spread(durations.stream().sorted().toList());
    }

    int size() {
        return durations.size();
    }

    /** Milliseconds that so many percent of them did not exceed. */
    double millis(int percent) {
        int place = (int) Math.ceil(percent / 100.0 * size());
        return durations.get(Math.max(0, place - 1)).toNanos() / 1e6;
    }

    /** Reports the usual percentiles under names that begin with {@code prefix}. */
    void report(String prefix, Worker.Findings findings) {
        findings.add(prefix + "n", size());
        for (int percent : new int[] {50, 95, 99}) {
            findings.add(prefix + "p" + percent, millis(percent));
        }
        findings.add(prefix + "max", millis(100));
    }
}
