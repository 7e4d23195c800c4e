package io.bactrian.cli;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.Signals;

/**
 * Ctrl-C and SIGTERM. The first one asks for a clean end, the second one ends at once. Signals are caught, because a
 * shutdown hook would come too late: by then the embedded database is closing. Thread-safe.
 */
public final class Interrupts {
    static final int EXIT_CODE = 130;

    private final List<Runnable> listeners = new ArrayList<>();
    private final Runnable halt;
    private boolean raised;

    /** {@code halt} is done at the second signal. */
    Interrupts(Runnable halt) {
        this.halt = halt;
    }

    /** Those of this process, from now on. */
    public static Interrupts ofThisProcess() {
        Interrupts interrupts = new Interrupts(() -> Runtime.getRuntime().halt(EXIT_CODE));
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

    synchronized boolean isRaised() {
        return raised;
    }

    /** To be done at the first signal, or now if it has been. */
    void onFirst(Runnable listener) {
        synchronized (this) {
            listeners.add(listener);
            if (!raised) {
                return;
            }
        }
        listener.run();
    }
}
