package io.bactrian.demo;

import java.util.Arrays;

/** The moments of the last second, in a ring that grows. Not thread-safe. */
final class SlidingSecond {
    private static final long SECOND = 1_000_000_000L;

    private long[] ring = new long[32];
    private int head;
    private int size;

    /** How many moments lie less than one second before {@code now} (in nanoseconds). */
    int count(long now) {
        while (size > 0 && now - ring[head] >= SECOND) {
            head = (head + 1) % ring.length;
            size--;
        }
        return size;
    }

    void add(long now) {
        if (size == ring.length) {
            long[] larger = Arrays.copyOfRange(ring, head, head + 2 * size);
            System.arraycopy(ring, 0, larger, size - head, head);
            ring = larger;
            head = 0;
        }
        ring[(head + size) % ring.length] = now;
        size++;
    }
}
