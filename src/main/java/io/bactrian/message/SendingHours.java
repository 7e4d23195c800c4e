package io.bactrian.message;

import java.time.Instant;

/** When a message may be sent; asked anew before each try, because a first one can be delayed into the night. */
@FunctionalInterface
public interface SendingHours {
    /** Everything may be sent at any time. */
    SendingHours ALWAYS = (message, at) -> at;

    /** The first moment from {@code at} on at which the message may be sent. */
    Instant next(Message message, Instant at);
}
