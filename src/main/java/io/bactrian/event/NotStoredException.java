package io.bactrian.event;

/** What a platform told could not be committed: it must be asked to tell it again. */
public final class NotStoredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotStoredException(String message, Throwable cause) {
        super(message, cause);
    }
}
