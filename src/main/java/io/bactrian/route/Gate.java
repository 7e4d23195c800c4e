package io.bactrian.route;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What somebody passes for as long as he uses something, and what is closed while that is replaced: who comes then
 * waits, who is inside is waited for. Thread-safe; who leaves may be another thread than who entered.
 */
public final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean closed;
    private int inside;

    /** Waits while it is closed. */
    public void enter() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (closed) {
                changed.await();
            }
            inside++;
        } finally {
            lock.unlock();
        }
    }

    /** Waits while it is closed, but not for longer; whether we are inside. */
    public boolean enter(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (!closed) {
                inside++;
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** For who belongs to somebody that is inside: never waits. */
    void follow() {
        lock.lock();
        try {
            inside++;
        } finally {
            lock.unlock();
        }
    }

    public void leave() {
        lock.lock();
        try {
            inside--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody gets in any more. */
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether nobody is inside, for which it waits. */
    public boolean awaitEmpty(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (inside > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            return inside == 0;
        } finally {
            lock.unlock();
        }
    }

    public void open() {
        lock.lock();
        try {
            closed = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
