package io.bactrian.approval;

import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import java.time.Instant;

/**
 * Asks a platform for the ids of a template's approvals ({@code direct:<platform>-approval-ids}). A
 * {@link TooWideException} says that the window has to be halved.
 *
 * @param templateCode {@code null} for all templates, where the platform can list them at once
 * @param from start of the window, by the time that the platform lists by
 * @param to end of the window
 * @param openOnly only those that are still open
 * @param cursor where to go on, or {@code null} for the beginning
 * @param pageTo the endpoint that each page ({@link IdsPage}) is handed to before the next is asked for; it answers
 *     {@code true} when the next one is wanted
 */
public record IdsQuery(
        Connection connection,
        Purpose purpose,
        String templateCode,
        Instant from,
        Instant to,
        boolean openOnly,
        String cursor,
        String pageTo) {

    /** The same question about another window, from its beginning. */
    IdsQuery within(Instant start, Instant end) {
        return new IdsQuery(connection, purpose, templateCode, start, end, openOnly, null, pageTo);
    }

    /** The same question from another place on. */
    public IdsQuery from(String nextCursor) {
        return new IdsQuery(connection, purpose, templateCode, from, to, openOnly, nextCursor, pageTo);
    }
}
