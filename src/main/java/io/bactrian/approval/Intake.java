package io.bactrian.approval;

import io.bactrian.call.Purpose;
import java.util.List;

/**
 * Ids of approvals that may have changed: what discovery sends to the endpoint in {@code approval.intake}. Plain values
 * only, so that it can travel over a broker.
 *
 * @param connection the connection's name
 * @param templateCode the template of all of them, or {@code null} where it is not known
 * @param readSince ids that were read at or after this instant (milliseconds) need no second look; 0 for none
 * @param finalToo whether approvals that are final and stored are read again as well
 * @param dueAt not before this instant (milliseconds); 0 for at once
 */
public record Intake(
        String connection,
        String templateCode,
        Purpose purpose,
        List<String> ids,
        long readSince,
        boolean finalToo,
        long dueAt) {
    public Intake {
        ids = List.copyOf(ids);
    }

    /** At once. */
    public Intake(
            String connection,
            String templateCode,
            Purpose purpose,
            List<String> ids,
            long readSince,
            boolean finalToo) {
        this(connection, templateCode, purpose, ids, readSince, finalToo, 0);
    }
}
