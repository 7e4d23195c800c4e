package io.bactrian.directory;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether the platform may be asked: not while it refuses us altogether, or failed many times in a row. Pauses grow
 * until one answer comes. Thread-safe.
 */
final class ReaderPause {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    /** So many failures in a row mean that the platform is out of order, and not what was asked for. */
    private static final int GIVE_UP_AFTER = 10;

    private final Clock clock;
    private Duration length = Duration.ZERO;
    private long until;
    private int failuresInARow;
    private String because;

    ReaderPause(Clock clock) {
        this.clock = clock;
    }

    synchronized boolean isOver() {
        return clock.millis() >= until;
    }

    /** When it is over, in milliseconds since 1970. */
    synchronized long until() {
        return until;
    }

    /** Why nobody may be asked; empty when somebody may. */
    synchronized Optional<String> because() {
        return isOver() ? Optional.empty() : Optional.ofNullable(because);
    }

    /** Nobody is asked for a while; what others hear in the same moment makes it no longer. */
    synchronized void begin(String cause) {
        if (!isOver()) {
            return;
        }
        Duration next = length.multipliedBy(2);
        length = next.compareTo(SHORTEST) < 0 ? SHORTEST : next.compareTo(LONGEST) > 0 ? LONGEST : next;
        until = clock.millis() + length.toMillis();
        because = cause;
        failuresInARow = 0;
    }

    /** Notes a failure that may pass; gives whether the platform is out of order. */
    synchronized boolean failed(String cause) {
        if (isOver() && ++failuresInARow >= GIVE_UP_AFTER) {
            begin(cause);
        }
        return !isOver();
    }

    synchronized void answered() {
        failuresInARow = 0;
        length = Duration.ZERO;
    }
}
