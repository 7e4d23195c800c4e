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

    public CallException(ErrorClass errorClass, String code, String message) {
        super(message);
        this.errorClass = Objects.requireNonNull(errorClass, "errorClass");
        this.code = code;
    }

    public ErrorClass errorClass() {
        return errorClass;
    }

    /** The platform's own code, or a word of ours such as {@code timeout}. */
    public String code() {
        return code;
    }
}
