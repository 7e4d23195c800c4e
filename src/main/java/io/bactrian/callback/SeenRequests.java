package io.bactrian.callback;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The requests that were accepted while their timestamps may still be valid. Only signed ones are noted, so strangers
 * cannot fill it. Thread-safe.
 */
final class SeenRequests {
    private static final long MOST = 100_000;

    /** How far a request has come. */
    enum Progress {
        NEW,
        IN_HAND,
        ANSWERED
    }

    private final Cache<String, Progress> seen;

    /** A timestamp may be as far from {@code clock} as {@code window}, before or after. */
    SeenRequests(Clock clock, Duration window) {
        this.seen = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(window.multipliedBy(2).plusSeconds(1))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Notes that a request is in hand, and says how far it had come before; {@code NEW} is the first of its kind. */
    Progress note(String key) {
        Progress before = seen.asMap().putIfAbsent(key, Progress.IN_HAND);
        return before == null ? Progress.NEW : before;
    }

    /** Whatever it told is stored. */
    void answered(String key) {
        seen.put(key, Progress.ANSWERED);
    }

    /** A request that came to nothing may be repeated to the letter. */
    void forget(String key) {
        seen.invalidate(key);
    }
}
