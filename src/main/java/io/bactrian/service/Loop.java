package io.bactrian.service;

import io.bactrian.connection.LogFields;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that is done again and again on a thread of its own: at once when somebody says that there is work, and else
 * after the pause that it asks for. A failure is told once, and tried again ever less often.
 */
final class Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final Pattern NUMBERS = Pattern.compile("\\d+");
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    /** After a failure that is somebody else's, who may count how often he is asked. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    /** After one of our own, such as a database that is away: it costs nothing to look whether it is back. */
    private static final Duration LONGEST_PAUSE_OF_OURS = Duration.ofSeconds(10);

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

    Loop(String connection, String what, Work work) {
        this.name = what + "-" + connection;
        this.work = work;
        this.thread = new Thread(LogFields.about(connection, this::run), "bactrian-" + name);
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

    /** Waits for so long until the round in hand has ended. */
    void await(Duration patience) throws InterruptedException {
        thread.join(Math.max(1, patience.toMillis()));
    }

    /** Interrupts the round in hand, if it has not ended. */
    void interrupt() {
        if (thread.isAlive()) {
            LOG.warn("{} did not end in time and is interrupted; what it had in hand is still on the list", name);
            thread.interrupt();
        }
    }

    /** The round in hand does what the ones before it could not do. */
    void works() {
        lock.lock();
        try {
            if (!lastFailure.isEmpty()) {
                LOG.info("{}: it works again.", name);
            }
            lastFailure = "";
            failurePause = FIRST_PAUSE;
        } finally {
            lock.unlock();
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
            works();
            return pause;
        } catch (Trouble e) {
            return afterFailure(e.getMessage(), LONGEST_PAUSE);
        } catch (RuntimeException | Error e) {
            // whatever it was, there is nobody else who would do this work
            LOG.debug("{} failed", name, e);
            return afterFailure(
                    e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), LONGEST_PAUSE_OF_OURS);
        }
    }

    private Duration afterFailure(String why, Duration longest) {
        lock.lock();
        try {
            if (!isTheSame(why, lastFailure) && !isOver) {
                LOG.warn("{}: {} It is tried again, ever less often.", name, why);
            }
            lastFailure = why;
            Duration pause = failurePause.compareTo(longest) < 0 ? failurePause : longest;
            failurePause = pause.multipliedBy(2);
            return pause;
        } finally {
            lock.unlock();
        }
    }

    /** Times and counts in a message make no other failure of it. */
    private static boolean isTheSame(String why, String other) {
        return NUMBERS.matcher(why)
                .replaceAll("0")
                .equals(NUMBERS.matcher(other).replaceAll("0"));
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
