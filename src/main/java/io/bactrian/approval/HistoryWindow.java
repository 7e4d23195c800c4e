package io.bactrian.approval;

import java.time.Instant;

/**
 * One window of a listing, and how far it has come.
 *
 * @param cursor where to go on, or {@code null} at the beginning
 * @param ids ids that it has given so far
 */
public record HistoryWindow(long runId, String templateCode, Instant start, Instant end, String cursor, long ids) {
    HistoryWindow fromItsBeginning() {
        return new HistoryWindow(runId, templateCode, start, end, null, 0);
    }
}
