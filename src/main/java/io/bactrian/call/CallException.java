package io.bactrian.call;

import java.util.Objects;

/**
 * A platform call that failed. The message is one sentence with the interface, the platform's code and what it means;
 * it never holds a token, a secret or a payload.
 */
public class CallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorClass errorClass;
    private final String code;
    private final boolean mayHaveArrived;

    public CallException(ErrorClass errorClass, String code, String message) {
        this(errorClass, code, message, false);
    }

    public CallException(ErrorClass errorClass, String code, String message, boolean mayHaveArrived) {
        super(message);
        this.errorClass = Objects.requireNonNull(errorClass, "errorClass");
        this.code = code;
        this.mayHaveArrived = mayHaveArrived;
    }

    public ErrorClass errorClass() {
        return errorClass;
    }

    /** The platform's own code, or a word of ours such as {@code timeout}. */
    public String code() {
        return code;
    }

    /** Whether the platform may have done what was asked: it was sent, and what came back, if anything, does not say. */
    public boolean mayHaveArrived() {
        return mayHaveArrived;
    }
}
