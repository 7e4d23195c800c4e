package io.bactrian.approval;

import io.bactrian.call.Purpose;
import java.util.Locale;

/**
 * One approval on the work list, taken by this process.
 *
 * @param connection the connection's name
 * @param attempts how often it has failed, or was put off, before
 * @param isTold whether events said everything, so that no call is needed
 * @param foretold what an event has told of it, and the platform may not show yet; {@code null} if nothing
 */
public record WorkItem(
        String connection,
        String id,
        String templateCode,
        Purpose purpose,
        int attempts,
        boolean isTold,
        Foretold foretold) {
    /** One that nothing is known of but that it is to be read. */
    public WorkItem(String connection, String id, String templateCode, Purpose purpose, int attempts) {
        this(connection, id, templateCode, purpose, attempts, false, null);
    }

    /** What an event has told. */
    public enum Foretold {
        /** It exists. */
        STARTED,
        /** It is final. */
        ENDED,
        /** It is gone. */
        DELETED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Foretold of(String code) {
            return code == null ? null : valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
