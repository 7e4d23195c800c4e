package io.bactrian.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who tries keys waits ever longer; nobody else does. */
class TriesTest {
    private final Frozen clock = new Frozen();
    private final Tries tries = new Tries(clock);

    /** Stands still until it is moved. */
    private static final class Frozen extends Clock {
        private volatile Instant now = Instant.parse("2026-03-01T02:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void afterAFewWrongKeysThePausesGrowToAMinute() {
        for (int i = 0; i < Tries.FREE; i++) {
            assertThat(tries.wrong("10.0.0.1")).isEmpty();
        }
        Duration last = Duration.ZERO;
        for (int i = 0; i < 10; i++) {
            Duration pause = tries.wrong("10.0.0.1").orElseThrow();
            assertThat(pause).isPositive().isGreaterThanOrEqualTo(last).isLessThanOrEqualTo(Duration.ofMinutes(1));
            last = pause;
            clock.advance(pause);
            assertThat(tries.wrong("10.0.0.1")).isEmpty();
        }
        assertThat(last).isEqualTo(Duration.ofMinutes(1));
        clock.advance(Duration.ofMinutes(16));
        for (int i = 0; i < Tries.FREE; i++) {
            assertThat(tries.wrong("10.0.0.1")).as("forgotten").isEmpty();
        }
    }

    @Test
    void otherAddressesAreNotTouched() {
        for (int i = 0; i < 50; i++) {
            tries.wrong("10.0.0.1");
            tries.wrong("2001:db8:1:2:3:4:5:" + i);
        }
        assertThat(tries.wrong("10.0.0.2")).isEmpty();
        assertThat(tries.wrong("2001:db8:1:2::1")).as("the same network").isPresent();
        assertThat(tries.wrong("2001:db8:1:3::1")).as("another one").isEmpty();
    }

    @Test
    void manyAtOnceAreNoWayRoundIt() throws InterruptedException {
        AtomicInteger looked = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(16);
        for (int i = 0; i < 2000; i++) {
            threads.execute(() -> {
                if (tries.wrong("10.0.0.1").isEmpty()) {
                    looked.incrementAndGet();
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(looked).hasValue(Tries.FREE);
    }
}
