package io.bactrian.call;

import io.bactrian.connection.Connection;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.mysql.Bucket4jMySQL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pace of each connection on each interface: calls leave one by one, evenly, so that no second ever holds more than
 * the limit. The buckets live in the database, so commands that run side by side keep one pace together. Thread-safe.
 */
public final class Pace {
    /** One percent below the limit, so that even spacing alone never touches it. */
    private static final double SHARE = 0.99;

    private static final Logger LOG = LoggerFactory.getLogger(Pace.class);
    private static final Duration SHORT_REST = Duration.ofSeconds(1);
    private static final int LARGER_WINDOW = 60;
    /** The part of a rest after it in which a refusal is right after it. */
    private static final int RIGHT_AFTER = 6;

    private static final long MILLIS = 1000;
    private static final int ATTEMPTS = 6;
    private static final long PAUSE = 50;

    private final Clock clock;
    private final ProxyManager<String> buckets;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private volatile Instant restUntil = Instant.MIN;

    public Pace(Clock clock, DataSource dataSource) {
        this.clock = clock;
        this.buckets = Bucket4jMySQL.selectForUpdateBasedBuilder(dataSource)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("call_pace")
                .idColumn("id")
                .stateColumn("state")
                .build();
    }

    /** Waits for this call's turn; to be ended when its answer is there. */
    Turn await(Connection connection, String interfaceName, OptionalInt limit) throws InterruptedException {
        rest();
        if (limit.isEmpty()) {
            return () -> {};
        }
        Turn turn = lane(connection, interfaceName, limit.getAsInt()).await();
        try {
            // whoever waited for his turn while the platform shut the door waits on
            rest();
            return turn;
        } catch (InterruptedException e) {
            turn.end();
            throw e;
        }
    }

    private void rest() throws InterruptedException {
        for (Duration rest = restLeft(); !rest.isNegative() && !rest.isZero(); rest = restLeft()) {
            TimeUnit.NANOSECONDS.sleep(rest.toNanos());
        }
    }

    private Duration restLeft() {
        return Duration.between(clock.instant(), restUntil);
    }

    /**
     * Lets everybody on that interface rest: the platform said "too fast". Said many times, it is one rest. One that is
     * longer than a second is for a whole window of the platform's: said again right after it, the next larger window
     * is full, and the rest is {@value #LARGER_WINDOW} times as long.
     */
    void slowDown(Connection connection, String interfaceName, OptionalInt limit, Optional<Duration> rest) {
        if (limit.isPresent()) {
            Duration taken = lane(connection, interfaceName, limit.getAsInt())
                    .slowDown(clock.instant(), rest.orElse(SHORT_REST));
            if (taken.compareTo(SHORT_REST) > 0) {
                LOG.warn(
                        "{} {}: the platform's limit of calls is reached; this interface rests for {} s",
                        connection.name(),
                        interfaceName,
                        taken.toSeconds());
            }
        }
    }

    /** Calls a second on that interface: what the connection says, or less where the platform allows less. */
    static OptionalInt limit(Connection connection, CallRules rules, String interfaceName) {
        OptionalInt own = connection.callsPerSecond();
        OptionalInt platform = rules.callsPerSecond(interfaceName);
        return own.isEmpty() || platform.isEmpty()
                ? own
                : OptionalInt.of(Math.min(own.getAsInt(), platform.getAsInt()));
    }

    /** Lets every call of this process rest: the platform refuses our address. */
    void rest(Duration pause) {
        restUntil = clock.instant().plus(pause);
    }

    private Lane lane(Connection connection, String interfaceName, int limit) {
        return lanes.computeIfAbsent(
                connection.name() + "|" + interfaceName + "|" + limit, key -> new Lane(bucket(key, limit), limit));
    }

    private Bucket bucket(String key, int limit) {
        Duration between = Duration.ofNanos((long) (TimeUnit.SECONDS.toNanos(1) / (limit * SHARE)));
        Bandwidth evenly =
                Bandwidth.builder().capacity(1).refillGreedy(1, between).build();
        BucketConfiguration configuration =
                BucketConfiguration.builder().addLimit(evenly).build();
        Bucket bucket =
                buckets.builder().withOptimization(Optimizations.batching()).build(key, () -> configuration);
        // brings the row into being: a batch of first calls would fail for want of it
        bucket.getAvailableTokens();
        return bucket;
    }

    /** A call's right to leave now. */
    interface Turn {
        /** The answer is there, or will not come. */
        void end();
    }

    /** One interface of one connection. */
    private static final class Lane {
        private final Bucket bucket;
        private final int limit;
        private final SlidingSecond second;
        private Instant restedUntil = Instant.EPOCH;
        private Duration lastRest = Duration.ZERO;

        private Lane(Bucket bucket, int limit) {
            this.bucket = bucket;
            this.limit = limit;
            this.second = new SlidingSecond(limit, System::nanoTime);
        }

        private Turn await() throws InterruptedException {
            consume();
            SlidingSecond.Place place = second.take();
            long sentAt = System.nanoTime();
            return () -> second.giveBack(place, sentAt);
        }

        /** The bucket's row may be out of reach for a moment, as any row. */
        private void consume() throws InterruptedException {
            for (int attempt = 1; ; attempt++) {
                try {
                    bucket.asBlocking().consume(1);
                    return;
                } catch (RuntimeException e) {
                    if (attempt == ATTEMPTS) {
                        throw e;
                    }
                    TimeUnit.MILLISECONDS.sleep(PAUSE << attempt);
                }
            }
        }

        /** Gives how long the rest is; nothing when it has begun already. */
        private synchronized Duration slowDown(Instant now, Duration rest) {
            if (now.isBefore(restedUntil)) {
                return Duration.ZERO;
            }
            boolean isLong = rest.compareTo(SHORT_REST) > 0;
            boolean again = isLong && now.isBefore(restedUntil.plus(lastRest.dividedBy(RIGHT_AFTER)));
            lastRest = again ? rest.multipliedBy(LARGER_WINDOW) : rest;
            restedUntil = now.plus(lastRest);
            // a debt in the bucket, so that commands beside this one rest as well
            bucket.consumeIgnoringRateLimits(Math.max(1, limit * lastRest.toMillis() / MILLIS));
            return lastRest;
        }
    }
}
