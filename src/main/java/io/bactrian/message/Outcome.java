package io.bactrian.message;

import java.time.Instant;

/**
 * How a portion's try ended.
 *
 * @param inDoubt whether it may have arrived, and nobody knows
 * @param dueAt of a pending one, when it is tried again
 */
record Outcome(
        String state,
        boolean inDoubt,
        Instant dueAt,
        String platformId,
        Instant receiptAt,
        String errorClass,
        String error) {
    static Outcome sent(String platformId, Instant receiptAt) {
        return new Outcome("sent", false, null, platformId, receiptAt, null, null);
    }

    /** After a try that surely did not arrive. */
    static Outcome again(Instant dueAt, String errorClass, String error) {
        return new Outcome("pending", false, dueAt, null, null, errorClass, error);
    }

    static Outcome againInDoubt(Instant dueAt, String errorClass, String error) {
        return new Outcome("pending", true, dueAt, null, null, errorClass, error);
    }

    static Outcome failed(String errorClass, String error) {
        return new Outcome("failed", false, null, null, null, errorClass, error);
    }

    static Outcome doubt(String error) {
        return new Outcome("doubt", true, null, null, null, "DOUBT", error);
    }
}
