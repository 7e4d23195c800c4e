package io.bactrian.event;

import io.bactrian.store.Sql;
import io.bactrian.store.Tables;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/**
 * The table {@code stream_gap}: when streams were not connected, and whether what may have changed meanwhile was looked
 * for. A stream that comes and goes has one gap and not a hundred: one that is not closed yet goes on, unless it is
 * being closed at the moment. Thread-safe.
 *
 * <p>Who closes gaps: {@link #ended}, then {@link #closing}, look for what changed, then {@link #close} or, if that
 * failed, {@link #leave}.
 */
public final class Gaps {
    private static final int LONGEST_TEXT = 512;

    private final Tables tables;
    private final Clock clock;
    private final Map<String, List<Gap>> lastKnown = new ConcurrentHashMap<>();
    private final Set<Long> beingClosed = new HashSet<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    public Gaps(Tables tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    /** {@code listener} is told the name of each connection whose stream is connected again; it must not block. */
    public void onConnected(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** The stream is not connected; it surely was at {@code since}. */
    public synchronized void begin(String connection, long since, String reason) {
        tables.transactions().run(() -> {
            Optional<Gap> going = open(connection).stream()
                    .filter(gap -> gap.endedAt() == null || !beingClosed.contains(gap.id()))
                    .reduce((earlier, later) -> later);
            if (going.isEmpty() || extend(going.get(), since, reason) == 0) {
                tables.jdbc()
                        .update(
                                Sql.of("gap-add"),
                                Map.of("connection", connection, "beganAt", since, "reason", cut(reason)));
            }
        });
        open(connection);
    }

    private int extend(Gap gap, long since, String reason) {
        return tables.jdbc()
                .update(
                        Sql.of("gap-extend"),
                        Map.of(
                                "id",
                                gap.id(),
                                "beganAt",
                                Math.min(since, gap.beganAt()),
                                "reason",
                                cut(gap.endedAt() == null ? gap.reason() : reason)));
    }

    /** The stream is connected since {@code at}. */
    public void end(String connection, long at) {
        tables.transactions()
                .run(() -> tables.jdbc().update(Sql.of("gap-end"), Map.of("connection", connection, "endedAt", at)));
        open(connection);
        listeners.forEach(listener -> listener.accept(connection));
    }

    /** The gaps in which something may still be missing, the oldest first. */
    public List<Gap> open(String connection) {
        List<Gap> open =
                tables.jdbc().query(Sql.of("gap-open"), Map.of("connection", connection), (row, i) -> gap(row));
        lastKnown.put(connection, open);
        return open;
    }

    /** Those of {@link #open} as this process knew them last, for whoever must not wait for the database. */
    public List<Gap> lastKnown(String connection) {
        return lastKnown.getOrDefault(connection, List.of());
    }

    /** Those of them that have an end, so that they can be closed. */
    public List<Gap> ended(String connection) {
        return open(connection).stream().filter(gap -> gap.endedAt() != null).toList();
    }

    /** Takes a gap to be closed: it does not go on any more. Not given if it went on meanwhile, or is taken already. */
    public synchronized boolean closing(Gap gap) {
        return !beingClosed.contains(gap.id()) && open(gap.connection()).contains(gap) && beingClosed.add(gap.id());
    }

    /** Everything that may have changed in the gap is on the work list; {@code false} if the gap went on meanwhile. */
    public synchronized boolean close(Gap gap, String note) {
        int closed = tables.transactions()
                .in(() -> tables.jdbc()
                        .update(
                                Sql.of("gap-close"),
                                new MapSqlParameterSource()
                                        .addValue("id", gap.id())
                                        .addValue("beganAt", gap.beganAt())
                                        .addValue("endedAt", gap.endedAt())
                                        .addValue("closedAt", clock.millis())
                                        .addValue("note", note == null ? null : cut(note))));
        beingClosed.remove(gap.id());
        open(gap.connection());
        return closed == 1;
    }

    /** It was not closed: somebody will try again. */
    public synchronized void leave(Gap gap) {
        beingClosed.remove(gap.id());
    }

    private static Gap gap(ResultSet row) throws SQLException {
        return new Gap(
                row.getLong("id"),
                row.getString("connection_name"),
                row.getLong("began_at"),
                number(row, "ended_at"),
                number(row, "closed_at"),
                row.getString("reason"),
                row.getString("note"));
    }

    static Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
    }
}
