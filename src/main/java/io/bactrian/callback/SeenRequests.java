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

    private final Cache<String, Boolean> seen;

    /** A timestamp may be as far from {@code clock} as {@code window}, before or after. */
    SeenRequests(Clock clock, Duration window) {
        this.seen = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(window.multipliedBy(2).plusSeconds(1))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Notes a request, and says whether it is the first of its kind. */
    boolean note(String key) {
        return seen.asMap().putIfAbsent(key, true) == null;
    }

    /** A request that came to nothing may be repeated to the letter. */
    void forget(String key) {
        seen.invalidate(key);
    }
}
