package io.bactrian.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.Signals;

/**
 * Ctrl-C and SIGTERM. The first one asks for a clean end, the second one ends at once. Signals are caught, because a
 * shutdown hook would come too late: by then the embedded database is closing. Thread-safe.
 */
public final class Interrupts {
    static final int EXIT_CODE = 130;

    /** After a signal, what is in hand may take this long; then it is left where it is. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final List<Runnable> listeners = new ArrayList<>();
    private final Runnable halt;
    private final Duration patience;
    private boolean raised;

    /** {@code halt} is done at the second signal; after the first, what is in hand has {@code patience}. */
    Interrupts(Runnable halt, Duration patience) {
        this.halt = halt;
        this.patience = patience;
    }

    /** Those of this process, from now on. */
    public static Interrupts ofThisProcess() {
        Interrupts interrupts = new Interrupts(() -> Runtime.getRuntime().halt(EXIT_CODE), PATIENCE);
        Signals.register("INT", interrupts::raise);
        Signals.register("TERM", interrupts::raise);
        return interrupts;
    }

    /** What a signal does. */
    void raise() {
        List<Runnable> told;
        synchronized (this) {
            told = raised ? List.of(halt) : List.copyOf(listeners);
            raised = true;
        }
        told.forEach(Runnable::run);
    }

    Duration patience() {
        return patience;
    }

    synchronized boolean isRaised() {
        return raised;
    }

    /** To be done at the first signal, or now if it has been, until what is given back is closed. */
    Registration onFirst(Runnable listener) {
        boolean now;
        synchronized (this) {
            listeners.add(listener);
            now = raised;
        }
        if (now) {
            listener.run();
        }
        return () -> forget(listener);
    }

    private synchronized void forget(Runnable listener) {
        listeners.remove(listener);
    }

    /** Somebody who wants to be told. */
    interface Registration {
        void close();
    }
}
