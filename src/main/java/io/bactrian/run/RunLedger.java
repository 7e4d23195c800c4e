package io.bactrian.run;

import io.bactrian.call.UsageLedger;
import io.bactrian.connection.Connection;
import io.bactrian.store.Sql;
import io.bactrian.store.Transactions;
import io.bactrian.store.Turns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** The table {@code run}: what was started, how it went, what it cost. Thread-safe. */
public final class RunLedger {
    public static final String RUNNING = "running";
    public static final String SUCCEEDED = "succeeded";
    public static final String FAILED = "failed";
    public static final String STOPPED = "stopped";

    /** Arguments are cut at this length. */
    public static final int ARGUMENTS_LENGTH = 1000;

    private static final int MESSAGE_LENGTH = ARGUMENTS_LENGTH;
    /** A run that has not been seen for so long counts as dead; one that is alive is seen every second. */
    public static final Duration DEAD_AFTER = Duration.ofMinutes(1);

    /** What was read before a run that is older than this was stopped is read again when it goes on. */
    private static final Duration STALE_AFTER = Duration.ofDays(1);

    private final Clock clock;
    private final NamedParameterJdbcTemplate jdbc;
    private final Transactions transactions;
    private final UsageLedger usage;
    private final Map<Long, Long> callsAtStart = new ConcurrentHashMap<>();
    /** What a run that goes on had done before this process took it over. */
    private final Map<Long, Run.Counts> doneBefore = new ConcurrentHashMap<>();

    private final Map<Long, Long> callsBefore = new ConcurrentHashMap<>();

    public RunLedger(Clock clock, NamedParameterJdbcTemplate jdbc, Transactions transactions, UsageLedger usage) {
        this.clock = clock;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.usage = usage;
    }

    /** Starts a run. */
    public Run start(Connection connection, String command, String arguments) {
        return track(connection, transactions.in(() -> insert(connection, command, arguments)));
    }

    /** Joins the transaction. */
    private Run insert(Connection connection, String command, String arguments) {
        long now = clock.millis();
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.update(
                Sql.of("run-start"),
                new MapSqlParameterSource()
                        .addValue("connection", connection.name())
                        .addValue("command", command)
                        .addValue("arguments", cut(arguments))
                        .addValue("state", RUNNING)
                        .addValue("owner", Owner.current().code())
                        .addValue("now", now),
                key,
                new String[] {"id"});
        return new Run(key.getKey().longValue(), connection.name(), command, cut(arguments), now, now, false);
    }

    /** Starts a run; empty when one of that command is going on, in this process or in another one. */
    public Optional<Run> startUnlessRunning(Connection connection, String command, String arguments) {
        Optional<Run> started = transactions.in(() -> {
            Turns.take(jdbc, connection.name(), command);
            return isRunning(connection, command)
                    ? Optional.empty()
                    : Optional.of(insert(connection, command, arguments));
        });
        return started.map(run -> track(connection, run));
    }

    /** Goes on with the last run of those arguments if it was stopped or died before its end, else starts one. */
    public Run resumeOrStart(Connection connection, String command, String arguments) {
        return unfinished(connection, command, cut(arguments))
                .flatMap(last -> resume(connection, last))
                .orElseGet(() -> start(connection, command, arguments));
    }

    /** Takes the run over, unless somebody else has been quicker. */
    private Optional<Run> resume(Connection connection, Last last) {
        long now = clock.millis();
        int taken = transactions.in(() -> jdbc.update(
                Sql.of("run-resume"),
                new MapSqlParameterSource()
                        .addValue("id", last.id)
                        .addValue("state", RUNNING)
                        .addValue("owner", Owner.current().code())
                        .addValue("now", now)
                        .addValue("oldState", last.state)
                        .addValue("oldOwner", last.owner)
                        .addValue("oldSeenAt", last.seenAt)));
        if (taken == 0) {
            return Optional.empty();
        }
        doneBefore.put(last.id, last.counts);
        callsBefore.put(last.id, last.calls);
        long readSince = now - last.startedAt > STALE_AFTER.toMillis() ? now : last.startedAt;
        return Optional.of(track(
                connection,
                new Run(last.id, connection.name(), last.command, last.arguments, last.startedAt, readSince, true)));
    }

    private Run track(Connection connection, Run run) {
        callsAtStart.put(run.id(), usage.callsOfThisProcess(connection));
        return run;
    }

    private Optional<Last> unfinished(Connection connection, String command, String arguments) {
        return jdbc
                .query(
                        Sql.of("run-last"),
                        Map.of("connection", connection.name(), "command", command, "arguments", arguments),
                        (row, n) -> new Last(
                                row.getLong("id"),
                                command,
                                arguments,
                                row.getString("state"),
                                row.getString("owner"),
                                row.getLong("started_at"),
                                row.getLong("seen_at"),
                                new Run.Counts(
                                        row.getLong("items_read"),
                                        row.getLong("items_new"),
                                        row.getLong("items_changed"),
                                        row.getLong("items_unchanged"),
                                        row.getLong("items_failed")),
                                row.getLong("calls")))
                .stream()
                .findFirst()
                .filter(last -> last.canBeResumed(clock.millis()));
    }

    /** What the run has done so far, also before this process took it over. */
    public Run.Counts counts(Run run) {
        return run.counts().plus(before(run));
    }

    /** What the run had done before this process took it over. */
    public Run.Counts before(Run run) {
        return doneBefore.getOrDefault(run.id(), Run.Counts.NONE);
    }

    /** Whether a run of that command is going on, in this process or in another one. */
    public boolean isRunning(Connection connection, String command) {
        return running(connection, command).isPresent();
    }

    /** The run of that command that is going on, in this process or in another one. */
    public OptionalLong running(Connection connection, String command) {
        List<Long> alive = new ArrayList<>();
        jdbc.query(Sql.of("run-running-id"), Map.of("connection", connection.name(), "command", command), row -> {
            if (!isDead(row.getString("owner"), row.getLong("seen_at"), clock.millis())) {
                alive.add(row.getLong("id"));
            }
        });
        return alive.stream().mapToLong(Long::longValue).findFirst();
    }

    /** When the last process that died without a word, in the middle of a run of this connection, was seen alive. */
    public Optional<Instant> lastDeath(Connection connection) {
        long now = clock.millis();
        List<Long> deaths = new ArrayList<>();
        jdbc.query(Sql.of("run-running-all"), Map.of("connection", connection.name()), row -> {
            if (isDead(row.getString("owner"), row.getLong("seen_at"), now)) {
                deaths.add(row.getLong("seen_at"));
            }
        });
        return deaths.stream().max(Long::compare).map(Instant::ofEpochMilli);
    }

    /** To be told of a run that has ended and will not be asked about any more, by whoever goes on for long. */
    public void forget(Run run) {
        callsAtStart.remove(run.id());
        doneBefore.remove(run.id());
        callsBefore.remove(run.id());
    }

    /** Whether a run that says it is running has ended without a word. */
    public static boolean isDead(String owner, long seenAt, long now) {
        return Owner.hasEnded(owner) || now - seenAt > DEAD_AFTER.toMillis();
    }

    /** Calls of any kind that this process has made since the run was started. */
    public long calls(Connection connection, Run run) {
        return usage.callsOfThisProcess(connection) - callsAtStart.getOrDefault(run.id(), 0L);
    }

    /** Shows that the run is alive, and how far it is. */
    public void seen(Connection connection, Run run) {
        save(connection, run, RUNNING, null);
    }

    /** Ends a run; {@code state} is one of this class's, {@code message} what a person should know, or null. */
    public void end(Connection connection, Run run, String state, String message) {
        usage.flush();
        save(connection, run, state, message);
    }

    private void save(Connection connection, Run run, String state, String message) {
        Run.Counts counts = counts(run);
        transactions.run(() -> jdbc.update(
                Sql.of("run-save"),
                new MapSqlParameterSource()
                        .addValue("id", run.id())
                        .addValue("state", state)
                        .addValue("now", clock.millis())
                        .addValue("ended", RUNNING.equals(state) ? null : clock.millis())
                        .addValue("read", counts.read())
                        .addValue("new", counts.created())
                        .addValue("changed", counts.changed())
                        .addValue("unchanged", counts.unchanged())
                        .addValue("failed", counts.failed())
                        .addValue("calls", calls(connection, run) + callsBefore.getOrDefault(run.id(), 0L))
                        .addValue("message", message)));
    }

    /** Keeps one bad item with its cause, and counts it as failed; {@code itemId} may be null. */
    public void problem(Run run, String kind, String itemId, String problem) {
        run.addFailed(1);
        note(run, kind, itemId, problem);
    }

    /** Keeps what a person should know of an item, without calling the run failed for it. */
    public void note(Run run, String kind, String itemId, String problem) {
        transactions.run(() -> jdbc.update(
                Sql.of("run-problem"),
                new MapSqlParameterSource()
                        .addValue("run", run.id())
                        .addValue("kind", kind)
                        .addValue("item", itemId)
                        .addValue("problem", cut(problem))
                        .addValue("now", clock.millis())));
    }

    private static String cut(String text) {
        return text.length() <= MESSAGE_LENGTH ? text : text.substring(0, MESSAGE_LENGTH);
    }

    private record Last(
            long id,
            String command,
            String arguments,
            String state,
            String owner,
            long startedAt,
            long seenAt,
            Run.Counts counts,
            long calls) {
        private boolean canBeResumed(long now) {
            return STOPPED.equals(state) || RUNNING.equals(state) && isDead(owner, seenAt, now);
        }
    }
}
