package io.bactrian.page;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How many a minute, from counters that only grow and that are looked at now and then. Not thread-safe. */
final class Pace {
    private static final long LONGEST = Duration.ofMinutes(5).toMillis();
    private static final long SHORTEST = Duration.ofSeconds(4).toMillis();
    private static final double MINUTE = Duration.ofMinutes(1).toMillis();

    private final Map<String, Long> counters = new HashMap<>();
    private final Deque<Sample> samples = new ArrayDeque<>();
    private long total;

    private record Sample(long at, long total) {}

    /** What the counters show at that moment; one that was not there before counts from what it shows. */
    void look(long at, Map<String, Long> shown) {
        shown.forEach((name, value) -> {
            Long before = counters.get(name);
            total += before == null ? 0 : Math.max(0, value - before);
        });
        counters.clear();
        counters.putAll(shown);
        samples.addLast(new Sample(at, total));
        while (samples.size() > 2 && at - samples.peekFirst().at > LONGEST) {
            samples.removeFirst();
        }
    }

    /** Empty as long as it was not watched for some seconds. */
    Optional<Double> perMinute() {
        if (samples.isEmpty()) {
            return Optional.empty();
        }
        long span = samples.peekLast().at - samples.peekFirst().at;
        return span < SHORTEST
                ? Optional.empty()
                : Optional.of((samples.peekLast().total - samples.peekFirst().total) * MINUTE / span);
    }
}
