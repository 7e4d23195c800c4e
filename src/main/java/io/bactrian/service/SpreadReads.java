package io.bactrian.service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When approvals of one connection are read that need not be read at once: so many in 24 hours, those before counted, the
 * first ones at once. Who comes while others still wait comes after them, so that a stream that comes and goes costs no
 * more than one that came once. Used by one thread.
 */
final class SpreadReads {
    private static final Duration DAY = Duration.ofDays(1);
    /** So many ids travel together. */
    private static final int MOST = 500;

    private final Clock clock;
    private Instant from;
    private int taken;

    /** {@code busyUntil} is when the last one is due that was spread before. */
    SpreadReads(Clock clock, Instant busyUntil) {
        this.clock = clock;
        this.from = busyUntil;
        // how many were due with it, nobody knows any more
        this.taken = Integer.MAX_VALUE;
    }

    /** Ids that are due together. */
    record Portion(Instant dueAt, List<String> ids) {}

    /** All of {@code ids} in their order, at most {@code aDay} of them each day. */
    List<Portion> spread(List<String> ids, int aDay) {
        Instant now = clock.instant();
        List<Portion> portions = new ArrayList<>();
        for (int begin = 0; begin < ids.size(); ) {
            if (!from.plus(DAY).isAfter(now)) {
                from = now;
                taken = 0;
            } else if (taken >= aDay) {
                from = from.plus(DAY);
                taken = 0;
            }
            int end = Math.min(ids.size(), begin + Math.min(MOST, aDay - taken));
            portions.add(new Portion(from, List.copyOf(ids.subList(begin, end))));
            taken += end - begin;
            begin = end;
        }
        return portions;
    }
}
