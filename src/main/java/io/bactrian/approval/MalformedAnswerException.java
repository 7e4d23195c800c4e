package io.bactrian.approval;

/**
 * An answer of a platform is not what the call promises.
 *
 * <p>The message is one sentence that names what is wrong. It never shows any of the answer, which may hold personal
 * data, and for the same reason it has no cause: parsers quote what they stumble over.
 */
public final class MalformedAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedAnswerException(String message) {
        super(message);
    }
}
