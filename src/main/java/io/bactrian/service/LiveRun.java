package io.bactrian.service;

import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import io.bactrian.run.RunLedger;

/** A run that is going on, until it has ended and that is written down. Thread-safe. */
final class LiveRun {
    private final RunLedger runs;
    private final Connection connection;
    private final Run run;
    private final boolean always;
    private String state;
    private String message;

    /** {@code run} is {@code null} as long as it is only about to be started. */
    LiveRun(RunLedger runs, Connection connection, Run run, boolean always) {
        this.runs = runs;
        this.connection = connection;
        this.run = run;
        this.always = always;
    }

    boolean isStarted() {
        return run != null;
    }

    /** Whether it goes on until the service ends. */
    boolean isAlways() {
        return always;
    }

    /** Shows that it is alive; nothing once it has ended. */
    synchronized void seen() {
        if (run != null && state == null) {
            runs.seen(connection, run);
        }
    }

    /** It has ended, and that is written down; thrown errors are of the database, and {@link #write} has to follow. */
    synchronized void end(String newState, String newMessage) {
        state = newState;
        message = newMessage;
        write();
    }

    /** Writes down how it has ended. */
    synchronized void write() {
        runs.end(connection, run, state, message);
        runs.forget(run);
    }

    @Override
    public String toString() {
        return run.command() + " " + connection.name();
    }
}
