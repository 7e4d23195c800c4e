package io.bactrian.message;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What has become of a message: what comes out of {@code direct:send}.
 *
 * @param id its number in the table {@code message}
 * @param connection the connection, or {@code channel.} and the channel's name
 * @param state how far it is
 * @param repeated whether its key was known already: nothing was stored or sent for this one
 * @param receivers how many it is for
 * @param reached how many the platform took it for
 * @param unreached who could not be reached, and why
 * @param nextAttempt when it is tried (again); {@code null} when it is not
 * @param error what went wrong last; {@code null} when nothing did
 */
public record Receipt(
        long id,
        String connection,
        String key,
        State state,
        boolean repeated,
        int receivers,
        int reached,
        List<Unreached> unreached,
        Instant nextAttempt,
        String error) {

    /** How far a message is. */
    public enum State {
        /** Some of it is still to be sent. */
        PENDING,
        /** Everybody was reached. */
        SENT,
        /** Some were reached. */
        PARTIAL,
        /** Nobody was reached. */
        FAILED;

        /** The form that tables and people use. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    public Receipt {
        unreached = List.copyOf(unreached);
    }
}
