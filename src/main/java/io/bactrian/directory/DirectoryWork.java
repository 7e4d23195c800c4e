package io.bactrian.directory;

import io.bactrian.connection.Connection;
import io.bactrian.run.Owner;
import io.bactrian.run.RunLedger;
import io.bactrian.store.Sql;
import io.bactrian.store.Transactions;
import io.bactrian.store.Upserts;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * The table {@code directory_work}: people and departments that are to be read because an event named them, one row
 * each, however often. Thread-safe, and safe beside other processes.
 */
public final class DirectoryWork {
    /** The kind of the one row that says that head-counts are to be computed. */
    static final String HEADCOUNT = "headcount";

    private static final String ALL = "all";
    /** A taken row comes back by itself after this time; a row of a process that has ended comes back at once. */
    private static final Duration TAKEN_FOR = Duration.ofMinutes(10);

    private final Clock clock;
    private final NamedParameterJdbcTemplate jdbc;
    private final Transactions transactions;
    private final String owner;

    /** {@code owner} is the process that takes rows, as tables hold it. */
    DirectoryWork(Clock clock, NamedParameterJdbcTemplate jdbc, Transactions transactions, String owner) {
        this.clock = clock;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.owner = owner;
    }

    /** Puts down who and what events name, in the order in which they came. Joins the transaction. */
    int add(List<DirectoryEvent> events) {
        // the same order of rows for everybody, so that two who add never wait for each other
        SqlParameterSource[] rows = events.stream()
                .flatMap(event -> event.ids().stream().map(id -> row(event, id)))
                .sorted(Comparator.comparing(row -> row.getValue("kind") + "|" + row.getValue("id")))
                .toArray(SqlParameterSource[]::new);
        if (rows.length > 0) {
            Upserts.batch(jdbc, Sql.of("directory-work-add"), rows);
        }
        return rows.length;
    }

    private MapSqlParameterSource row(DirectoryEvent event, String id) {
        return row(event.head().connection(), event.isOfMembers() ? SeenTable.MEMBER : SeenTable.DEPARTMENT, id)
                .addValue("gone", event.saysGone())
                .addValue("bornAt", event.head().bornAt())
                .addValue("askedAt", event.head().arrivedAt());
    }

    private MapSqlParameterSource row(String connection, String kind, String id) {
        return new MapSqlParameterSource("connection", connection)
                .addValue("kind", kind)
                .addValue("id", id)
                .addValue("now", clock.millis());
    }

    /** Notes that head-counts are not right any more. Joins the transaction. */
    void addHeadcount(Connection connection) {
        Upserts.one(
                jdbc,
                Sql.of("directory-work-add"),
                row(connection.name(), HEADCOUNT, ALL)
                        .addValue("gone", false)
                        .addValue("bornAt", null)
                        .addValue("askedAt", clock.millis()));
    }

    /** Takes up to {@code most} due rows; only those that need no call where none may be made. */
    List<DirectoryWorkItem> take(Connection connection, int most, boolean mayCall) {
        return transactions.in(() -> {
            List<Object[]> keys = jdbc.query(
                    Sql.of("directory-work-next"),
                    Map.of("connection", connection.name(), "now", clock.millis(), "most", most, "mayCall", mayCall),
                    (row, n) -> new Object[] {connection.name(), row.getString("kind"), row.getString("item_id")});
            return keys.isEmpty() ? List.of() : take(connection, keys);
        });
    }

    private List<DirectoryWorkItem> take(Connection connection, List<Object[]> keys) {
        Map<String, Object> mine = Map.of("keys", keys, "owner", owner, "until", clock.millis() + TAKEN_FOR.toMillis());
        jdbc.update(Sql.of("directory-work-take"), mine);
        return jdbc.query(
                Sql.of("directory-work-taken"),
                mine,
                (row, n) -> new DirectoryWorkItem(
                        connection.name(),
                        row.getString("kind"),
                        row.getString("item_id"),
                        row.getBoolean("gone"),
                        Columns.number(row, "born_at"),
                        row.getLong("asked_at"),
                        row.getInt("attempts")));
    }

    /** Takes a row off the list; one that was named again meanwhile becomes due. Joins the transaction. */
    void settle(DirectoryWorkItem item) {
        if (jdbc.update(Sql.of("directory-work-settle"), mine(item)) == 0) {
            jdbc.update(Sql.of("directory-work-release"), mine(item));
        }
    }

    /** Gives a taken row back as it was. */
    void release(DirectoryWorkItem item) {
        transactions.run(() -> jdbc.update(Sql.of("directory-work-release"), mine(item)));
    }

    /** Makes a row that says that somebody left one that is to be read. */
    void doubt(DirectoryWorkItem item) {
        transactions.run(() -> {
            jdbc.update(Sql.of("directory-work-doubt"), mine(item));
            jdbc.update(Sql.of("directory-work-release"), mine(item));
        });
    }

    /** Due again after a pause. */
    void later(DirectoryWorkItem item, Duration pause, String error) {
        again(item, "due", clock.millis() + pause.toMillis(), error);
    }

    /** Kept with its error. */
    void fail(DirectoryWorkItem item, String error) {
        again(item, "failed", clock.millis(), error);
    }

    private void again(DirectoryWorkItem item, String state, long dueAt, String error) {
        MapSqlParameterSource parameters = mine(item)
                .addValue("state", state)
                .addValue("dueAt", dueAt)
                .addValue("error", Columns.text(error, 1024));
        transactions.run(() -> jdbc.update(Sql.of("directory-work-later"), parameters));
    }

    private MapSqlParameterSource mine(DirectoryWorkItem item) {
        return row(item.connection(), item.kind(), item.id()).addValue("owner", owner);
    }

    /** Gives back what this process has taken for a connection. */
    void releaseMine(Connection connection) {
        releaseOf(connection, owner);
    }

    /** Gives back what was taken by processes that have ended or show no sign of life, or too long ago. */
    void releaseAbandoned(Connection connection) {
        transactions.run(() -> jdbc.update(
                Sql.of("directory-work-release-late"), Map.of("connection", connection.name(), "now", clock.millis())));
        Map<String, Long> owners = new HashMap<>();
        jdbc.query(Sql.of("directory-work-owners"), Map.of("connection", connection.name()), row -> {
            owners.put(row.getString("taken_by"), Columns.number(row, "seen_at"));
        });
        owners.forEach((other, seenAt) -> {
            if (Owner.hasEnded(other) || seenAt != null && RunLedger.isDead(other, seenAt, clock.millis())) {
                releaseOf(connection, other);
            }
        });
    }

    private void releaseOf(Connection connection, String whose) {
        transactions.run(() -> jdbc.update(
                Sql.of("directory-work-release-owner"), Map.of("connection", connection.name(), "owner", whose)));
    }

    /** Forgets failures of things that a complete reading, begun at {@code since} (milliseconds), has read. */
    void forgetFailed(Connection connection, long since) {
        transactions.run(() ->
                jdbc.update(Sql.of("directory-work-read"), Map.of("connection", connection.name(), "since", since)));
    }

    /** When the next row is due, in milliseconds since 1970; empty when nothing is. */
    OptionalLong nextDue(Connection connection, boolean mayCall) {
        Long due = jdbc.queryForObject(
                Sql.of("directory-work-due"), Map.of("connection", connection.name(), "mayCall", mayCall), Long.class);
        return due == null ? OptionalLong.empty() : OptionalLong.of(due);
    }

    /** How many people and departments are to be read, and how many could not be. */
    public Counts counts(Connection connection) {
        int[] counts = new int[2];
        jdbc.query(Sql.of("directory-work-counts"), Map.of("connection", connection.name()), row -> {
            counts["failed".equals(row.getString("state")) ? 1 : 0] += row.getInt("n");
        });
        return new Counts(counts[0], counts[1]);
    }

    /** How long the list is. */
    public record Counts(int waiting, int failed) {}
}
