package io.bactrian.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * From the moment the platform pushes an event to the moment another connection to the database sees what it says. That
 * connection looks every half a millisecond, so what is measured is up to a look more than it was.
 */
final class LatencyBench {
    static final int[] RATES = {1, 10, 100};
    private static final Duration SLOW = Duration.ofSeconds(15);
    private static final Duration OTHERS = Duration.ofSeconds(6);
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final int WARM_UP_RATE = 100;
    /** Nothing is answered late because it came as a storm. */
    private static final int BEGINNING_RATE = 150;

    private static final long LOOK_EVERY = TimeUnit.MICROSECONDS.toNanos(500);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** More than ever wait at the same time, as long as none waits for longer than this. */
    private static final double AT_MOST = 0.3;

    private LatencyBench() {}

    static void run(LiveDatabase database, boolean quick, Worker.Findings findings) throws Exception {
        try (StreamProcess company = StreamProcess.start();
                Installation service = database.serve(company.environment("unlimited"))) {
            service.syncUsers();
            measure(service, company, WARM_UP, WARM_UP_RATE);
            for (int rate : RATES) {
                Duration length = rate == 1 && !quick ? SLOW : OTHERS;
                measure(service, company, length, rate).report(rate + ".", findings);
                findings.add(rate + ".others", company.answers().others());
            }
        }
    }

    private static Spread measure(Installation service, StreamProcess company, Duration length, int rate)
            throws Exception {
        List<String> ids = company.begin((int) length.toSeconds() * rate, BEGINNING_RATE);
        service.settle(ids.size());
        company.answers();
        try (Connection connection = service.dataSource().getConnection()) {
            CompletableFuture<Map<String, Instant>> pushes =
                    CompletableFuture.supplyAsync(() -> company.revoke(ids, rate));
            Map<String, Instant> seen = watch(connection, ids, (int) Math.ceil(rate * AT_MOST) + 1);
            List<Duration> times = new ArrayList<>();
            pushes.get(1, TimeUnit.MINUTES)
                    .forEach((id, pushedAt) -> times.add(Duration.between(pushedAt, seen.get(id))));
            return Spread.of(times);
        }
    }

    /** When each of them was first seen to run no longer. They are looked for in their order, some at a time. */
    private static Map<String, Instant> watch(Connection connection, List<String> ids, int window) throws SQLException {
        Map<String, Instant> seen = new HashMap<>();
        Set<String> unseen = new LinkedHashSet<>(ids);
        Instant end = Instant.now().plus(PATIENCE);
        try (PreparedStatement look = connection.prepareStatement("SELECT process_instance_id FROM process_instance"
                + " WHERE connection_name = 'dingtalk' AND status <> 'RUNNING' AND process_instance_id IN (?"
                + ", ?".repeat(window - 1) + ")")) {
            while (!unseen.isEmpty()) {
                List<String> next = unseen.stream().limit(window).toList();
                for (int i = 0; i < window; i++) {
                    look.setString(i + 1, i < next.size() ? next.get(i) : "");
                }
                try (ResultSet rows = look.executeQuery()) {
                    Instant now = Instant.now();
                    while (rows.next()) {
                        seen.put(rows.getString(1), now);
                        unseen.remove(rows.getString(1));
                    }
                    if (now.isAfter(end)) {
                        throw new IllegalStateException(unseen.size() + " events never reached their rows");
                    }
                }
                LockSupport.parkNanos(LOOK_EVERY);
            }
        }
        return seen;
    }
}
