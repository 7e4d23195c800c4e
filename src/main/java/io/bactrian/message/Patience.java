package io.bactrian.message;

import io.bactrian.connection.Settings;
import java.time.Duration;

/**
 * How often a message is tried, and how long the pauses are.
 *
 * @param attempts how often one portion is sent at most
 * @param pause before the second try; it doubles each time
 * @param longest what it grows to
 * @param hold how long somebody waits whom the platform would silently leave out now
 * @param receipt when a platform is asked who was reached
 */
record Patience(int attempts, Duration pause, Duration longest, Duration hold, Duration receipt) {
    private static final int MOST_DOUBLINGS = 20;

    static Patience read(Settings settings) {
        return new Patience(
                (int) settings.number("message.attempts", 1, 100),
                settings.duration("message.retry-delay"),
                settings.duration("message.longest-retry-delay"),
                settings.duration("message.hold"),
                settings.duration("message.receipt-delay"));
    }

    /** The pause after so many tries. */
    Duration after(int tries) {
        return shorter(pause.multipliedBy(1L << Math.min(tries - 1, MOST_DOUBLINGS)), longest);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
