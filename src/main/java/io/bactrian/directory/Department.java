package io.bactrian.directory;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/**
 * A department as the platform tells it.
 *
 * @param parentId {@code null} for the root
 * @param name {@code null} where the platform did not tell it
 * @param order its place among its siblings, as the platform lists them; {@code null} where this reading does not tell
 * @param nameEn its name in English, empty where there is none, {@code null} where that was not said
 * @param leaders ids of the people who lead it; {@code null} where this reading does not tell
 * @param raw everything that the platform said about it, or {@code null}
 * @param readAt when the read was started, by our own clock
 */
public record Department(
        String id,
        String parentId,
        String name,
        Long order,
        String sourceIdentifier,
        String nameEn,
        List<String> leaders,
        JsonNode raw,
        Instant readAt) {
    public Department {
        leaders = leaders == null ? null : List.copyOf(leaders);
    }

    /** A department of which nobody says who leads it. */
    public Department(
            String id,
            String parentId,
            String name,
            Long order,
            String sourceIdentifier,
            JsonNode raw,
            Instant readAt) {
        this(id, parentId, name, order, sourceIdentifier, null, null, raw, readAt);
    }
}
