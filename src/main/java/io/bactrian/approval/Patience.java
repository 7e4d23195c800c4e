package io.bactrian.approval;

import io.bactrian.approval.WorkItem.Foretold;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a read is put off rather than believed, or given up: each time longer, and not for ever. */
final class Patience {
    /** An approval may not be readable, or not be as far as its event, in the first moments after it. */
    private static final List<Duration> BEHIND_ITS_EVENT = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8),
            Duration.ofSeconds(15));

    /** What fails in a way that may pass. */
    private static final List<Duration> OUT_OF_ORDER = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1));

    private Patience() {}

    /** How long until it is read again because the platform does not show yet what an event told. */
    static Optional<Duration> withAnswer(ReadResult result) {
        Foretold foretold = result.item().foretold();
        boolean isBehind = result.isGone()
                ? foretold == Foretold.STARTED || foretold == Foretold.ENDED
                : foretold == Foretold.ENDED
                        && result.approval() != null
                        && !result.approval().isFinal();
        return isBehind ? next(BEHIND_ITS_EVENT, result) : Optional.empty();
    }

    /** How long until it is read again because it failed; at last once an hour. */
    static Duration withFailure(ReadResult result) {
        return next(OUT_OF_ORDER, result).orElse(OUT_OF_ORDER.get(OUT_OF_ORDER.size() - 1));
    }

    /** How long until it is read again because it is hard to believe that it is gone; empty when it was tried enough. */
    static Optional<Duration> withDoubt(ReadResult result) {
        return next(OUT_OF_ORDER, result);
    }

    private static Optional<Duration> next(List<Duration> pauses, ReadResult result) {
        int attempts = result.item().attempts();
        return attempts < pauses.size() ? Optional.of(pauses.get(attempts)) : Optional.empty();
    }
}
