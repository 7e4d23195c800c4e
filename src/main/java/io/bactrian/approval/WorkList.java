package io.bactrian.approval;

import io.bactrian.call.ErrorClass;
import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import io.bactrian.run.Owner;
import io.bactrian.run.RunLedger;
import io.bactrian.store.Keys;
import io.bactrian.store.Sql;
import io.bactrian.store.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * The durable list of approvals that are to be read: one row each, however often and from wherever it was asked for.
 * Thread-safe, and safe beside other processes.
 */
public final class WorkList {
    /** A taken row comes back by itself after this time; a row of a process that has ended comes back at once. */
    private static final Duration TAKEN_FOR = Duration.ofMinutes(30);

    /** Each take has a moment of its own: several in one millisecond get the next ones, ahead of the clock. */
    private static final Duration TAKES_RUN_AHEAD = Duration.ofSeconds(1);

    private static final int ERROR_LENGTH = 1000;
    private static final String TELL = "tell";

    private final Clock clock;
    private final NamedParameterJdbcTemplate jdbc;
    private final Transactions transactions;
    private final AtomicLong lastTake = new AtomicLong();
    private final WorkSignal signal = new WorkSignal();
    private final WorkAsking asking;

    public WorkList(Clock clock, NamedParameterJdbcTemplate jdbc, Transactions transactions) {
        this.clock = clock;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.asking = new WorkAsking(clock, jdbc, transactions);
    }

    /** Tells the drains of this process when a row will be due. */
    WorkSignal signal() {
        return signal;
    }

    /** Puts ids on the list that need a look; gives the number of those that need none. */
    public int add(Intake intake) {
        return asking.add(intake);
    }

    /** Takes up to {@code most} due rows, the most urgent first. */
    public List<WorkItem> take(Connection connection, int most, Purposes purposes) {
        return transactions.in(() -> {
            List<String> candidates = jdbc.queryForList(
                    Sql.of("work-next"),
                    Map.of(
                            "connection",
                            connection.name(),
                            "now",
                            clock.millis(),
                            "most",
                            most,
                            "mostUrgent",
                            purposes.mostUrgent().priority(),
                            "leastUrgent",
                            purposes.leastUrgent().priority(),
                            "onlyTold",
                            purposes.onlyTold()),
                    String.class);
            return candidates.isEmpty() ? List.of() : take(connection, candidates);
        });
    }

    private List<WorkItem> take(Connection connection, List<String> candidates) {
        Map<String, Object> mine = Map.of(
                "keys", Keys.of(connection.name(), candidates),
                "owner", Owner.current().code(),
                "until", untilOfThisTake());
        jdbc.update(Sql.of("work-take"), mine);
        return jdbc.query(
                Sql.of("work-taken"),
                mine,
                (row, n) -> new WorkItem(
                        connection.name(),
                        row.getString("process_instance_id"),
                        row.getString("process_code"),
                        Purpose.of(row.getString("purpose")),
                        row.getInt("attempts"),
                        TELL.equals(row.getString("need")),
                        WorkItem.Foretold.of(row.getString("foretold"))));
    }

    /** Different for each take of this process, so that it tells its rows from those of another take. */
    private long untilOfThisTake() {
        long until = clock.millis() + TAKEN_FOR.toMillis();
        return lastTake.updateAndGet(last -> Math.max(last + 1, until));
    }

    /**
     * Whether approvals are still being read for the first time that were taken before {@code instant} (milliseconds):
     * what such a read finds may be of before it, and there is no row yet that says so.
     */
    public boolean hasFirstReadsFromBefore(Connection connection, long instant) {
        return !jdbc.queryForList(
                        Sql.of("work-first-reads"),
                        Map.of(
                                "connection",
                                connection.name(),
                                "takenUntil",
                                instant + TAKEN_FOR.plus(TAKES_RUN_AHEAD).toMillis()),
                        String.class)
                .isEmpty();
    }

    /** Takes read approvals off the list; one that was asked for again meanwhile becomes due. Joins the transaction. */
    void settle(String connection, Collection<String> ids) {
        Map<String, Object> mine = Map.of(
                "keys", Keys.of(connection, ids), "owner", Owner.current().code());
        int gone = jdbc.update(Sql.of("work-settle"), mine);
        if (gone < ids.size()) {
            jdbc.update(Sql.of("work-release"), mine);
        }
    }

    /** Gives taken rows back as they were. */
    public void release(Collection<WorkItem> items) {
        if (!items.isEmpty()) {
            Map<String, Object> mine = Map.of(
                    "keys",
                    Keys.of(items.iterator().next().connection(), ids(items)),
                    "owner",
                    Owner.current().code());
            transactions.run(() -> jdbc.update(Sql.of("work-release"), mine));
        }
    }

    /** Gives back what this process has taken for a connection and not settled. */
    public void releaseMine(Connection connection) {
        transactions.run(() -> jdbc.update(
                Sql.of("work-release-owner"),
                Map.of("connection", connection.name(), "owner", Owner.current().code())));
    }

    /** Gives back what was taken by processes that have ended or show no sign of life, or too long ago. */
    public void releaseAbandoned(Connection connection) {
        transactions.run(() -> jdbc.update(
                Sql.of("work-release-late"), Map.of("connection", connection.name(), "now", clock.millis())));
        Map<String, Long> owners = new HashMap<>();
        jdbc.query(Sql.of("work-owners"), Map.of("connection", connection.name()), row -> {
            owners.put(row.getString("taken_by"), row.getLong("seen_at"));
        });
        owners.remove(Owner.current().code());
        owners.forEach((owner, seenAt) -> {
            if (RunLedger.isDead(owner, seenAt, clock.millis())) {
                transactions.run(() -> jdbc.update(
                        Sql.of("work-release-owner"), Map.of("connection", connection.name(), "owner", owner)));
            }
        });
    }

    /** Keeps an approval that cannot be read on the list, with its error; false where there is something else to do. */
    public boolean fail(WorkItem item, ErrorClass errorClass, String error) {
        MapSqlParameterSource failure = new MapSqlParameterSource()
                .addValue("connection", item.connection())
                .addValue("id", item.id())
                .addValue("class", errorClass.name())
                .addValue("error", cut(error))
                .addValue("now", clock.millis())
                .addValue("owner", Owner.current().code());
        return transactions.in(() -> {
            jdbc.update(Sql.of("work-fail"), failure);
            return !jdbc.queryForList(Sql.of("work-has-failed"), failure, String.class)
                    .isEmpty();
        });
    }

    /** Gives a taken row back for later; {@code error} says why, and may be {@code null} when nothing failed. */
    void postpone(WorkItem item, Duration delay, ErrorClass errorClass, String error) {
        transactions.run(() -> jdbc.update(
                Sql.of("work-postpone"),
                new MapSqlParameterSource()
                        .addValue("connection", item.connection())
                        .addValue("id", item.id())
                        .addValue("class", errorClass == null ? null : errorClass.name())
                        .addValue("error", error == null ? null : cut(error))
                        .addValue("dueAt", clock.millis() + delay.toMillis())
                        .addValue("owner", Owner.current().code())));
    }

    private static String cut(String error) {
        return error.length() <= ERROR_LENGTH ? error : error.substring(0, ERROR_LENGTH);
    }

    /** Makes failed rows due again because somebody asks, all of them when {@code ids} is empty; gives their number. */
    public int retry(Connection connection, Collection<String> ids) {
        return transactions.in(() -> jdbc.update(
                Sql.of("work-retry"),
                new MapSqlParameterSource()
                        .addValue("connection", connection.name())
                        .addValue("all", ids.isEmpty())
                        .addValue("ids", ids.isEmpty() ? List.of("") : ids)
                        .addValue("purpose", Purpose.REPLAY.code())
                        .addValue("priority", Purpose.REPLAY.priority())
                        .addValue("now", clock.millis())));
    }

    /** Rows of those purposes that are due, or that another process has taken. */
    int waiting(Connection connection, Purposes purposes) {
        Integer n = jdbc.queryForObject(
                Sql.of("work-waiting"),
                Map.of(
                        "connection", connection.name(),
                        "mostUrgent", purposes.mostUrgent().priority(),
                        "leastUrgent", purposes.leastUrgent().priority(),
                        "onlyTold", purposes.onlyTold(),
                        "owner", Owner.current().code(),
                        "now", clock.millis()),
                Integer.class);
        return n == null ? 0 : n;
    }

    /** How many rows there are in each state. */
    public Counts counts(Connection connection) {
        int[] counts = new int[3];
        jdbc.query(Sql.of("work-counts"), Map.of("connection", connection.name(), "now", clock.millis()), row -> {
            int n = row.getInt("n");
            switch (row.getString("state")) {
                case "taken" -> counts[1] += n;
                case "failed" -> counts[2] += n;
                default -> counts[0] += n;
            }
        });
        return new Counts(counts[0], counts[1], counts[2]);
    }

    private static List<String> ids(Collection<WorkItem> items) {
        return items.stream().map(WorkItem::id).toList();
    }

    /** How long the list is. */
    public record Counts(int due, int taken, int failed) {
        /** Rows that will be read without anybody asking again. */
        public int waiting() {
            return due + taken;
        }
    }
}
