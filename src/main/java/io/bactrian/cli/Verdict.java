package io.bactrian.cli;

import io.bactrian.run.RunLedger;

/**
 * How a run ended.
 *
 * @param state one of {@link RunLedger}'s
 * @param message what a person should know, or {@code null}
 */
record Verdict(String state, String message) {
    static Verdict done() {
        return new Verdict(RunLedger.SUCCEEDED, null);
    }

    static Verdict failed(String message) {
        return new Verdict(RunLedger.FAILED, message);
    }

    /** Ended before its time; it can be gone on with. */
    static Verdict stopped(String message) {
        return new Verdict(RunLedger.STOPPED, message);
    }

    /** A run in which items failed never says success. */
    Verdict withFailures(long failures) {
        return failures > 0 && RunLedger.SUCCEEDED.equals(state) ? failed(message) : this;
    }

    boolean hasSucceeded() {
        return RunLedger.SUCCEEDED.equals(state);
    }
}
