package io.bactrian.run;

/** Says that this process is to end: nothing new is begun, what is in hand is finished. Thread-safe. */
public final class StopSignal {
    private volatile boolean raised;

    public void raise() {
        raised = true;
    }

    public boolean isRaised() {
        return raised;
    }
}
