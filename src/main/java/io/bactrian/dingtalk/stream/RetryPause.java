package io.bactrian.dingtalk.stream;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** A pause that doubles, never twice the same, so that many that failed together do not come back together. */
final class RetryPause {
    private final Duration first;
    private final Duration longest;
    private Duration next;

    RetryPause(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
    }

    /** The pause after one more failure, at least {@code least}. */
    Duration grown(Duration least) {
        Duration pause = next.compareTo(least) < 0 ? least : next;
        next = min(pause.multipliedBy(2), longest);
        return Duration.ofNanos((long)
                (min(pause, longest).toNanos() * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
    }

    void reset() {
        next = first;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
