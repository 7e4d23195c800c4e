package io.bactrian.call;

import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Makes sure that no second, wherever it begins, sees more than so many calls <em>arrive</em>. When a call left is known
 * exactly, when it arrived is not: a busy machine, a slow handshake or a garbage collection at either end delays it, and
 * the next ones close up. But an answer that is late says how late the call may have been, so a place is free again one
 * second after the latest moment at which its call can have arrived. Thread-safe.
 */
final class SlidingSecond {
    /** With what the quickest call may have been on its way, while the next one is quicker still. */
    private static final long SECOND = TimeUnit.MILLISECONDS.toNanos(1_005);
    /** How fast the idea of the quickest answer follows slower ones; quicker ones are believed at once. */
    private static final double FORGETTING = 0.001;

    private final DelayQueue<Place> places = new DelayQueue<>();
    private final LongSupplier nanoTime;
    private final int callsPerSecond;
    private double quickestAnswer = Double.MAX_VALUE;
    private int answers;

    SlidingSecond(int callsPerSecond, LongSupplier nanoTime) {
        this.callsPerSecond = callsPerSecond;
        this.nanoTime = nanoTime;
        for (int i = 0; i < callsPerSecond; i++) {
            places.add(new Place(nanoTime.getAsLong()));
        }
    }

    /** Waits for a place; to be given back when the call's answer is there. */
    Place take() throws InterruptedException {
        return places.take();
    }

    /** Gives a place back: its call left at {@code sentAt} and ended just now (both of the same clock). */
    void giveBack(Place place, long sentAt) {
        long now = nanoTime.getAsLong();
        places.add(new Place(Math.max(sentAt, now - onItsWayBack(now - sentAt)) + SECOND));
    }

    /** How long an answer travels at least; until enough of them are known, nothing is taken for granted. */
    private synchronized long onItsWayBack(long thisOne) {
        if (thisOne < quickestAnswer) {
            quickestAnswer = thisOne;
        } else {
            quickestAnswer += (thisOne - quickestAnswer) * FORGETTING;
        }
        answers++;
        return answers <= callsPerSecond ? 0 : (long) Math.min(quickestAnswer, thisOne);
    }

    /** Room for one call in a second. */
    final class Place implements Delayed {
        private final long freeAt;

        private Place(long freeAt) {
            this.freeAt = freeAt;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(freeAt - nanoTime.getAsLong(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
