package io.bactrian.callback;

import java.util.Optional;

/** A push that is not accepted. Neither message nor cause holds anything of it. */
public final class CallbackRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;
    private final String detail;

    public CallbackRefusedException(Refusal refusal) {
        this(refusal, null);
    }

    /** {@code detail} is a clause of ours for the log, where there is more to say than the other side is told. */
    public CallbackRefusedException(Refusal refusal, String detail) {
        super(refusal.words(), null, false, false);
        this.refusal = refusal;
        this.detail = detail;
    }

    public Refusal refusal() {
        return refusal;
    }

    /** What only the log says. */
    Optional<String> detail() {
        return Optional.ofNullable(detail);
    }
}
