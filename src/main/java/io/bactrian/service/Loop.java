package io.bactrian.service;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that is done again and again on a thread of its own: at once when somebody says that there is work, and else
 * after the pause that it asks for. A failure is told once, and tried again ever less often.
 */
final class Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final String name;
    private final Work work;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private boolean isAwake;
    private boolean isOver;
    private Duration failurePause = FIRST_PAUSE;
    private String lastFailure = "";

    /** One round. */
    interface Work {
        /** Does what there is to do; the pause until the next round, or a {@link Trouble} that ended this one. */
        Duration round() throws Trouble, InterruptedException;
    }

    /** Why a round ended before its time, in words for a person. */
    static final class Trouble extends Exception {
        private static final long serialVersionUID = 1L;

        Trouble(String message) {
            super(message);
        }
    }

    Loop(String name, Work work) {
        this.name = name;
        this.work = work;
        this.thread = new Thread(this::run, "bactrian-" + name);
    }

    void start() {
        thread.start();
    }

    /** There is something to do. */
    void wake() {
        lock.lock();
        try {
            isAwake = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** No further round is begun. */
    void stop() {
        lock.lock();
        try {
            isOver = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the round in hand has ended; after {@code patience} it is interrupted. */
    void join(Duration patience) throws InterruptedException {
        thread.join(Math.max(1, patience.toMillis()));
        if (thread.isAlive()) {
            LOG.warn("{} did not end in time and is interrupted; what it had in hand is still on the list", name);
            thread.interrupt();
            thread.join(Duration.ofSeconds(2).toMillis());
        }
    }

    /** Why it is not working at the moment; empty when it is. */
    String trouble() {
        lock.lock();
        try {
            return lastFailure;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (!rest(round())) {
                LOG.trace("{}: another round", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration round() throws InterruptedException {
        try {
            Duration pause = work.round();
            note("");
            failurePause = FIRST_PAUSE;
            return pause;
        } catch (Trouble e) {
            return afterFailure(e.getMessage());
        } catch (RuntimeException e) {
            LOG.debug("{} failed", name, e);
            return afterFailure(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
    }

    private Duration afterFailure(String why) {
        if (!why.equals(lastFailure)) {
            LOG.warn("{}: {} It is tried again, ever less often.", name, why);
        }
        note(why);
        Duration pause = failurePause;
        failurePause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        return pause;
    }

    private void note(String failure) {
        lock.lock();
        try {
            lastFailure = failure;
        } finally {
            lock.unlock();
        }
    }

    /** Whether it is over after the pause. */
    private boolean rest(Duration pause) throws InterruptedException {
        lock.lock();
        try {
            long left = pause.toNanos();
            boolean mayBeWoken = lastFailure.isEmpty();
            while (!isOver && left > 0 && !(isAwake && mayBeWoken)) {
                left = woken.awaitNanos(left);
            }
            isAwake = false;
            return isOver;
        } finally {
            lock.unlock();
        }
    }
}
