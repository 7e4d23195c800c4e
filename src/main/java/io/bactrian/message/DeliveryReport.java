package io.bactrian.message;

import java.util.List;

/**
 * What a platform says later of a portion that it took.
 *
 * @param complete whether it has told of everybody
 * @param unreached who could not be reached
 * @param duplicates to whom it was not given because they have it: to whoever was sent the same portion twice
 */
public record DeliveryReport(boolean complete, List<Unreached> unreached, List<Receiver> duplicates) {
    public DeliveryReport {
        unreached = List.copyOf(unreached);
        duplicates = List.copyOf(duplicates);
    }
}
