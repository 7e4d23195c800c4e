package io.bactrian.message;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Refuses a message that would wait longer than one that has ended is kept: its time is a slip of the pen. */
record NotBefore(Clock clock, Duration keep) {
    void check(Message message) {
        Instant latest = clock.instant().plus(keep);
        if (message.notBefore() != null && message.notBefore().isAfter(latest)) {
            throw new MessageRefusedException(
                    "'notBefore' of the message is " + message.notBefore() + "; the latest is " + latest
                            + ", because messages are kept for " + keep.toDays() + " days (message.keep).");
        }
    }
}
