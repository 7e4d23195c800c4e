package io.bactrian.route;

import java.time.Duration;

/** An input that can keep waiting what arrives while the routes behind it are replaced. */
public interface Holdable {
    /** From now on what arrives waits; returns whether nothing is in hand any more, for which it waits. */
    boolean hold(Duration patience) throws InterruptedException;

    /** What waits goes on. Harmless when nothing is held. */
    void release();
}
