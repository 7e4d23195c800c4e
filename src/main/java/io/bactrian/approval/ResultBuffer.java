package io.bactrian.approval;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gathers results until there are enough for one transaction, or the first has waited long enough. Whoever brings the
 * last one carries the batch away, so that nobody reads faster than the database writes. Thread-safe.
 */
final class ResultBuffer {
    private final int size;
    private final long patience;
    private List<ReadResult> results = new ArrayList<>();
    private final Lock carrying = new ReentrantLock();
    private long firstAt;

    ResultBuffer(int size, Duration patience) {
        this.size = size;
        this.patience = patience.toNanos();
    }

    /** Adds one; the batch that is due now, or an empty one. */
    synchronized List<ReadResult> add(ReadResult result) {
        if (results.isEmpty()) {
            firstAt = System.nanoTime();
        }
        results.add(result);
        return results.size() >= size || System.nanoTime() - firstAt >= patience ? takeAll() : List.of();
    }

    /** To be held by whoever carries a batch away. */
    Lock carrying() {
        return carrying;
    }

    /** What is left. */
    synchronized List<ReadResult> takeAll() {
        List<ReadResult> batch = results;
        results = new ArrayList<>();
        return batch;
    }
}
