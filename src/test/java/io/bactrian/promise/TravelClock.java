package io.bactrian.promise;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Begins at a fixed instant, goes on as fast as time does, and can jump ahead. Thread-safe. */
public final class TravelClock extends Clock {
    /** Noon in Shanghai on an ordinary Monday. */
    public static final Instant BEGINNING = Instant.parse("2026-06-15T04:00:00Z");

    private final long startedAt = System.nanoTime();
    private volatile Instant origin = BEGINNING;

    /** Lets time pass. */
    public void jump(Duration duration) {
        origin = origin.plus(duration);
    }

    @Override
    public Instant instant() {
        return origin.plusNanos(System.nanoTime() - startedAt);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(Clock.system(zone), Duration.between(Instant.now(), instant()));
    }
}
