package io.bactrian.dingtalk.callback;

/**
 * What became of the pushes that failed: what {@code direct:dingtalk-callback-failed} answers.
 *
 * @param stored events that are stored now, whether or not they were known
 * @param odd entries that do not say what happened
 * @param isMore whether the platform said that it has more
 */
public record FailedPushesFetched(int stored, int odd, boolean isMore) {
    static final FailedPushesFetched NOTHING = new FailedPushesFetched(0, 0, false);

    int entries() {
        return stored + odd;
    }

    FailedPushesFetched and(FailedPushesFetched next) {
        return new FailedPushesFetched(stored + next.stored, odd + next.odd, next.isMore);
    }
}
