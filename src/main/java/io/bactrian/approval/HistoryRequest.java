package io.bactrian.approval;

import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import java.time.Instant;
import java.util.List;

/**
 * Asks for every approval that was created (by the time that the platform lists by) in a span of time.
 *
 * @param templateCodes templates to read; empty means those of the connection, or else all that the app can see
 * @param finalToo whether approvals that are final and stored are read again as well
 */
public record HistoryRequest(
        Connection connection, Run run, Instant from, Instant to, List<String> templateCodes, boolean finalToo) {
    public HistoryRequest {
        templateCodes = List.copyOf(templateCodes);
    }
}
