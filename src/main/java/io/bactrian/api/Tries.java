package io.bactrian.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Slows down who tries keys: after a few wrong ones from an address, the next wrong ones from there are only told to
 * wait, for a pause that doubles, and fill no log. Other addresses are not touched; what is remembered is bounded.
 * Thread-safe.
 */
final class Tries {
    static final int FREE = 5;
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration REMEMBERED = Duration.ofMinutes(15);
    private static final int ADDRESSES = 10_000;
    /** Who has IPv6 has so many bytes of it to himself. */
    private static final int NETWORK_BYTES = 8;

    private final Clock clock;
    private final Cache<String, Failures> failures;

    /** Wrong keys so far, and until when the next ones have to wait. */
    private record Failures(int count, long until) {}

    Tries(Clock clock) {
        this.clock = clock;
        this.failures = Caffeine.newBuilder()
                .maximumSize(ADDRESSES)
                .expireAfterWrite(REMEMBERED.toMillis(), TimeUnit.MILLISECONDS)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Notes a wrong key; how long the next ones have to wait, when that has begun before this one. */
    Optional<Duration> wrong(String address) {
        long now = clock.millis();
        Failures[] before = new Failures[1];
        failures.asMap().compute(network(address), (of, known) -> {
            before[0] = known;
            return known != null && known.until > now ? known : oneMore(known == null ? 0 : known.count, now);
        });
        return before[0] == null || before[0].until <= now
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(before[0].until - now));
    }

    private static Failures oneMore(int before, long now) {
        int count = before + 1;
        long pause = count < FREE ? 0 : Math.min(LONGEST.toSeconds(), 1L << Math.min(count - FREE, 10));
        return new Failures(count, now + TimeUnit.SECONDS.toMillis(pause));
    }

    private static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            // never a name, so nobody is asked
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length > NETWORK_BYTES * 2 - 1
                    ? Arrays.toString(Arrays.copyOf(bytes, NETWORK_BYTES))
                    : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
