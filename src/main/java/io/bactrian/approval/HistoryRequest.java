package io.bactrian.approval;

import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import java.time.Instant;
import java.util.List;

/**
 * Asks for every approval that was created (by the time that the platform lists by) in a span of time.
 *
 * @param templateCodes templates to read; empty means those of the connection, or else all that the app can see
 * @param finalToo whether approvals that are final and stored are read again as well
 * @param purpose what for
 * @param readSince approvals that were read since (milliseconds since 1970) need no look
 */
public record HistoryRequest(
        Connection connection,
        Run run,
        Instant from,
        Instant to,
        List<String> templateCodes,
        boolean finalToo,
        Purpose purpose,
        long readSince) {
    /** Whatever was read at any time needs no look. */
    static final long EVER = 1;

    public HistoryRequest {
        templateCodes = List.copyOf(templateCodes);
    }

    /** Everything of that span that is not final, and everything that is new. */
    public HistoryRequest(
            Connection connection, Run run, Instant from, Instant to, List<String> templateCodes, boolean finalToo) {
        this(connection, run, from, to, templateCodes, finalToo, Purpose.HISTORY, run.readSince());
    }

    /** Only what we have never heard of, of templates that are known; of all that the app can see if none is. */
    public static HistoryRequest unknownOnly(
            Connection connection, Run run, Instant from, Instant to, List<String> templateCodes) {
        return new HistoryRequest(connection, run, from, to, templateCodes, false, Purpose.SWEEP, EVER);
    }
}
