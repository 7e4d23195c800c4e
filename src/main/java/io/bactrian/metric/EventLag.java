package io.bactrian.metric;

import io.bactrian.event.EventHead;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;

/** How long events take until they are committed: since they arrived, and since they happened. Thread-safe. */
final class EventLag {
    private static final Duration[] STORE = millis(5, 10, 25, 50, 100, 250, 500, 1000, 2000, 3000);
    private static final Duration[] LAG = millis(100, 250, 500, 1000, 2000, 5000, 10_000, 60_000, 600_000, 3_600_000);

    private final MeterRegistry registry;
    private final Clock clock;

    EventLag(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** An event that was not known before is committed. */
    void stored(EventHead event) {
        long now = clock.millis();
        timer("bactrian.event.store", "From the arrival of an event to the commit of what it says.", STORE, event)
                .record(since(event.arrivedAt(), now));
        if (event.bornAt() != null) {
            timer("bactrian.event.lag", "From what happened, by the platform's clock, to the commit of it.", LAG, event)
                    .record(since(event.bornAt(), now));
        }
    }

    private Timer timer(String name, String help, Duration[] bounds, EventHead event) {
        return Timer.builder(name)
                .description(help)
                .tag("connection", event.connection())
                .tag("source", event.source())
                .serviceLevelObjectives(bounds)
                .register(registry);
    }

    /** The platform's clock may be ahead of ours. */
    private static Duration since(long then, long now) {
        return Duration.ofMillis(Math.max(0, now - then));
    }

    private static Duration[] millis(long... bounds) {
        Duration[] durations = new Duration[bounds.length];
        for (int i = 0; i < bounds.length; i++) {
            durations[i] = Duration.ofMillis(bounds[i]);
        }
        return durations;
    }
}
