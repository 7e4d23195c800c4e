package io.bactrian.service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How long gaps of one connection wait after one was closed: a stream that comes and goes all the time is made good ever
 * less often, in one go. The first one after a quiet hour does not wait. Used by one thread.
 */
final class ClosingRest {
    private static final int LONGEST = 10;
    private static final Duration QUIET = Duration.ofHours(1);

    private final Duration rest;
    private final Clock clock;
    private Instant last = Instant.EPOCH;
    private int times;

    /** {@code rest} is the first one; it doubles up to ten times itself. */
    ClosingRest(Duration rest, Clock clock) {
        this.rest = rest;
        this.clock = clock;
    }

    boolean isOver() {
        return times == 0 || wasQuiet() || !clock.instant().isBefore(last.plus(rest.multipliedBy(times)));
    }

    private boolean wasQuiet() {
        return last.plus(QUIET).isBefore(clock.instant());
    }

    /** One was closed, or could not be. */
    void begin() {
        Instant now = clock.instant();
        times = times == 0 || wasQuiet() ? 1 : Math.min(LONGEST, times * 2);
        last = now;
    }
}
