package io.bactrian.approval;

import java.time.Duration;
import java.time.Instant;

/**
 * One window of a listing, and how far it has come.
 *
 * @param templateCode empty where all templates are listed at once
 * @param cursor where to go on, or {@code null} at the beginning
 * @param ids ids that it has given so far
 */
public record HistoryWindow(long runId, String templateCode, Instant start, Instant end, String cursor, long ids) {
    /** The code of all templates together. */
    static final String ALL_TEMPLATES = "";

    /** The one template, or {@code null}. */
    String template() {
        return templateCode.equals(ALL_TEMPLATES) ? null : templateCode;
    }

    Duration span() {
        return Duration.between(start, end);
    }

    /** What it lists, for a person. */
    String label() {
        return templateCode.equals(ALL_TEMPLATES) ? "all templates" : templateCode;
    }

    HistoryWindow fromItsBeginning() {
        return new HistoryWindow(runId, templateCode, start, end, null, 0);
    }
}
