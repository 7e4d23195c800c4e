package io.bactrian.call;

import io.bactrian.connection.Connection;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BlockingBucket;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * The pace of each connection on each interface: calls leave one by one, evenly, so that no second ever holds more than
 * the limit. The buckets live in the database, so commands that run side by side keep one pace together. Thread-safe.
 */
public final class Pace {
    /** One percent below the limit absorbs the jitter between our clock and the platform's. */
    private static final double SHARE = 0.99;

    private final Clock clock;
    private final ProxyManager<String> buckets;
    private final Map<String, Bucket> byKey = new ConcurrentHashMap<>();
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

    /** Waits for this call's turn. */
    public void await(Connection connection, String interfaceName) throws InterruptedException {
        Duration rest = Duration.between(clock.instant(), restUntil);
        if (!rest.isNegative() && !rest.isZero()) {
            TimeUnit.NANOSECONDS.sleep(rest.toNanos());
        }
        if (connection.callsPerSecond().isPresent()) {
            blocking(connection, interfaceName).consume(1);
        }
    }

    /** Lets everybody on that interface rest for a second: the platform said "too fast". */
    public void slowDown(Connection connection, String interfaceName) {
        connection
                .callsPerSecond()
                .ifPresent(limit -> bucket(connection, interfaceName).consumeIgnoringRateLimits(limit));
    }

    /** Lets every call of this process rest: the platform refuses our address. */
    public void rest(Duration pause) {
        restUntil = clock.instant().plus(pause);
    }

    private BlockingBucket blocking(Connection connection, String interfaceName) {
        return bucket(connection, interfaceName).asBlocking();
    }

    private Bucket bucket(Connection connection, String interfaceName) {
        int limit = connection.callsPerSecond().orElseThrow();
        String key = connection.name() + "|" + interfaceName + "|" + limit;
        return byKey.computeIfAbsent(key, id -> create(id, limit));
    }

    private Bucket create(String key, int limit) {
        Bucket bucket = buckets.builder()
                .withOptimization(Optimizations.batching())
                .build(
                        key,
                        () -> BucketConfiguration.builder()
                                .addLimit(evenly(limit))
                                .build());
        // creates the row: of several that find none at the same time, the batching lets all but the first fail
        bucket.getAvailableTokens();
        return bucket;
    }

    private static Bandwidth evenly(int limit) {
        Duration between = Duration.ofNanos((long) (TimeUnit.SECONDS.toNanos(1) / (limit * SHARE)));
        return Bandwidth.builder().capacity(1).refillGreedy(1, between).build();
    }
}
