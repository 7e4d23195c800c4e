package io.bactrian.dingtalk.stream;

/**
 * Why a stream cannot be opened: one sentence for a person, with what to do. It never holds a ticket or a secret.
 */
final class StreamProblem extends Exception {
    private static final long serialVersionUID = 1L;

    /** Whether a person has to mend something before it can succeed. */
    private final boolean hopeless;

    StreamProblem(String message, boolean hopeless) {
        super(message);
        this.hopeless = hopeless;
    }

    boolean isHopeless() {
        return hopeless;
    }
}
