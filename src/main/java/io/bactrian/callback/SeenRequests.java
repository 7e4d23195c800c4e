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

    /** What is known of a request before it comes (again). */
    enum Before {
        NOTHING,
        /** It is being stored, or refused: it is not known yet which. */
        IN_HAND,
        /** All that it asked for is done. */
        DONE
    }

    private final Cache<String, Before> seen;

    /** A timestamp may be as far from {@code clock} as {@code window}, before or after. */
    SeenRequests(Clock clock, Duration window) {
        this.seen = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(window.multipliedBy(2).plusSeconds(1))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Takes a request in hand if it is the first of its kind, and says what was known of it. */
    Before note(String key) {
        Before before = seen.asMap().putIfAbsent(key, Before.IN_HAND);
        return before == null ? Before.NOTHING : before;
    }

    /** A request is done. */
    void done(String key) {
        seen.put(key, Before.DONE);
    }

    /** A request that came to nothing may be repeated to the letter. */
    void forget(String key) {
        seen.invalidate(key);
    }
}
