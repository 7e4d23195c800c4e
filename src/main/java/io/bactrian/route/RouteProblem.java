package io.bactrian.route;

/** Why a file of routes will not do, in words for whoever wrote it. */
public final class RouteProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    /** {@code line} counts from 1; 0 when it is about the file as a whole. */
    public RouteProblem(int line, String reason) {
        super(reason);
        this.line = line;
    }

    /** From 1; 0 when it is about the file as a whole. */
    public int line() {
        return line;
    }

    public String reason() {
        return getMessage();
    }

    /** Line and reason. */
    public String sentence() {
        return line > 0 ? "line " + line + ": " + getMessage() : getMessage();
    }
}
