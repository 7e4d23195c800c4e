package io.bactrian.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Does work in a thread of its own and attends to it: ticks while it lasts, and after an interrupt waits only so long
 * for it to end.
 */
final class Attendance {
    private static final Duration TICK = Duration.ofMillis(200);

    private final Interrupts interrupts;

    Attendance(Interrupts interrupts) {
        this.interrupts = interrupts;
    }

    /** What {@code work} gives; {@code tick} is done every moment until then. */
    <T> T to(Callable<T> work, Runnable tick) throws Abandoned {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "command");
        thread.setDaemon(true);
        thread.start();
        long interruptedAt = 0;
        while (true) {
            try {
                return task.get(TICK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                tick.run();
                interruptedAt = interruptedAt == 0 && interrupts.isRaised() ? System.nanoTime() : interruptedAt;
                if (interruptedAt != 0
                        && System.nanoTime() - interruptedAt
                                > interrupts.patience().toNanos()) {
                    task.cancel(true);
                    throw new Abandoned();
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException(e.getCause().getMessage(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Abandoned();
            }
        }
    }

    /** The work did not end in time after a signal. */
    static final class Abandoned extends Exception {
        private static final long serialVersionUID = 1L;

        private Abandoned() {
            super("what was in hand did not end in time");
        }
    }
}
