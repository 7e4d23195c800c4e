package io.bactrian.message;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Refuses a message that would wait longer than one that has ended is kept, and than a week: a slip of the pen. */
record NotBefore(Clock clock, Duration keep) {
    /** Until the next working hours it is never longer. */
    private static final Duration WEEK = Duration.ofDays(8);

    void check(Message message) {
        Duration longest = keep.compareTo(WEEK) < 0 ? WEEK : keep;
        Instant latest = clock.instant().plus(longest);
        if (message.notBefore() != null && message.notBefore().isAfter(latest)) {
            throw new MessageRefusedException(
                    "'notBefore' of the message is " + message.notBefore() + "; the latest is " + latest + ", "
                            + longest.toDays() + " days from now (message.keep, or 8 days where that is less).");
        }
    }
}
