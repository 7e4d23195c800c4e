package io.bactrian.message;

import java.util.List;

/**
 * What a platform said of a portion that it took.
 *
 * @param platformId the platform's id of it, or {@code null} where it gives none
 * @param unreached who could not be reached, as far as the platform said so at once
 */
public record Delivery(String platformId, List<Unreached> unreached) {
    public Delivery {
        unreached = List.copyOf(unreached);
    }
}
