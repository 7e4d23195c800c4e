package io.bactrian.page;

import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import io.bactrian.page.Board.App;
import io.bactrian.page.Board.FailedItem;
import io.bactrian.page.Board.LastRun;
import io.bactrian.page.Board.Month;
import io.bactrian.page.Board.WaitingApproval;
import io.bactrian.page.Board.Work;
import io.bactrian.run.Owner;
import io.bactrian.run.RunLedger;
import io.bactrian.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a {@link Board}: each statement is answered from an index, however much is stored. Not thread-safe. */
final class BoardReader {
    private static final int ROWS = 8;
    private static final int RUNS_LOOKED_AT = 200;
    private static final int RUNS = 12;
    private static final Set<String> ONCE = Set.of(Purpose.HISTORY.code(), Purpose.REPLAY.code());
    /** Commands that read approvals beside the service. */
    private static final Set<String> DRAINS = Set.of("run", "history", "sweep", "refresh", "replay");

    private final PageParts parts;
    private final Map<String, Pace> paces = new HashMap<>();
    private final Map<String, Long> firstRuns = new HashMap<>();

    BoardReader(PageParts parts) {
        this.parts = parts;
    }

    Board read() {
        long now = parts.clock().millis();
        List<RunRow> runs = runs(now);
        Map<String, App> apps = new LinkedHashMap<>();
        List<WaitingApproval> waiting = new ArrayList<>();
        for (Connection connection : parts.connections()) {
            String name = connection.name();
            apps.put(name, new App(work(name, runs, now), month(name)));
            waiting.addAll(parts.jdbc()
                    .query(
                            Sql.of("page-waiting"),
                            Map.of("connection", name, "most", ROWS),
                            (row, n) -> waitingApproval(row)));
        }
        waiting.sort(Comparator.comparing(WaitingApproval::createdAt));
        return new Board(
                now,
                apps,
                parts.jdbc()
                        .query(
                                Sql.of("page-failed"),
                                Map.of("connections", names(), "most", ROWS),
                                (row, n) -> failedItem(row)),
                waiting.subList(0, Math.min(ROWS, waiting.size())),
                newest(runs));
    }

    private List<String> names() {
        return parts.connections().stream().map(Connection::name).toList();
    }

    private Work work(String connection, List<RunRow> runs, long now) {
        Map<String, Long> states = new HashMap<>();
        long[] earliest = {now};
        parts.jdbc().query(Sql.of("metric-work"), Map.of("connection", connection, "now", now), row -> {
            String state = row.getString("state");
            states.put(state, row.getLong("n"));
            if ("due".equals(state)) {
                states.put("later", row.getLong("later"));
                earliest[0] = Math.min(now, row.getLong("earliest"));
            }
        });
        long later = states.getOrDefault("later", 0L);
        return new Work(
                states.getOrDefault("due", 0L) - later,
                later,
                states.getOrDefault("taken", 0L),
                states.getOrDefault("failed", 0L),
                now - earliest[0],
                pace(connection, runs, now));
    }

    /** The service's own draining is known here, the others by their runs. */
    private Optional<Double> pace(String connection, List<RunRow> runs, long now) {
        Map<String, Long> counters = new HashMap<>();
        counters.put("own", parts.drained().applyAsLong(connection));
        for (RunRow row : runs) {
            boolean isOthers = !row.owner.equals(Owner.current().code());
            if (row.run.connection().equals(connection) && isOthers && DRAINS.contains(row.run.command())) {
                counters.put("run " + row.id, row.run.read());
            }
        }
        Pace pace = paces.computeIfAbsent(connection, name -> new Pace());
        pace.look(now, counters);
        return pace.perMinute();
    }

    private Month month(String connection) {
        YearMonth month = YearMonth.now(parts.clock().withZone(parts.zone()));
        long[] calls = new long[2];
        parts.jdbc().query(Sql.of("page-month"), Map.of("connection", connection, "month", month.toString()), row -> {
            calls[ONCE.contains(row.getString("purpose")) ? 0 : 1] += row.getLong("charged");
        });
        return new Month(
                month.toString(), calls[0], calls[1], Math.max(begin(month, parts.zone()), firstRun(connection)));
    }

    private static long begin(YearMonth month, ZoneId zone) {
        return month.atDay(1).atStartOfDay(zone).toInstant().toEpochMilli();
    }

    /** Before it, nothing could be called. */
    private long firstRun(String connection) {
        Long known = firstRuns.get(connection);
        if (known == null) {
            known =
                    parts
                            .jdbc()
                            .queryForList(Sql.of("page-first-run"), Map.of("connection", connection), Long.class)
                            .stream()
                            .findFirst()
                            .orElse(null);
            if (known == null) {
                return parts.clock().millis();
            }
            firstRuns.put(connection, known);
        }
        return known;
    }

    private List<RunRow> runs(long now) {
        return parts.jdbc()
                .query(
                        Sql.of("run-latest"),
                        Map.of("connections", names(), "most", RUNS_LOOKED_AT),
                        (row, n) -> run(row, now));
    }

    /** The newest of each command, so that what runs every ten minutes does not push out what runs every night. */
    private static List<LastRun> newest(List<RunRow> runs) {
        Map<String, LastRun> newest = new LinkedHashMap<>();
        runs.forEach(row -> newest.putIfAbsent(row.run.connection() + " " + row.run.command(), row.run));
        return newest.values().stream().limit(RUNS).toList();
    }

    private static RunRow run(ResultSet row, long now) throws SQLException {
        long ended = row.getLong("ended_at");
        Long endedAt = row.wasNull() ? null : ended;
        String state = row.getString("state");
        String owner = row.getString("owner");
        boolean isDead = RunLedger.RUNNING.equals(state) && RunLedger.isDead(owner, row.getLong("seen_at"), now);
        return new RunRow(
                row.getLong("id"),
                owner,
                new LastRun(
                        row.getString("connection_name"),
                        row.getString("command"),
                        isDead ? "died" : state,
                        row.getLong("started_at"),
                        isDead ? Long.valueOf(row.getLong("seen_at")) : endedAt,
                        row.getLong("items_read"),
                        row.getLong("items_new"),
                        row.getLong("items_changed"),
                        row.getLong("items_failed"),
                        row.getLong("calls"),
                        row.getString("message")));
    }

    private static FailedItem failedItem(ResultSet row) throws SQLException {
        return new FailedItem(
                row.getString("connection_name"),
                row.getString("process_instance_id"),
                row.getString("title"),
                row.getString("template"),
                row.getString("error"),
                row.getInt("attempts"),
                row.getLong("failed_at"));
    }

    private static WaitingApproval waitingApproval(ResultSet row) throws SQLException {
        return new WaitingApproval(
                row.getString("connection_name"),
                row.getString("process_instance_id"),
                row.getObject("create_time", LocalDateTime.class),
                row.getString("title"),
                row.getString("template"),
                row.getString("originator_name"),
                row.getString("current_approvers"));
    }

    private record RunRow(long id, String owner, LastRun run) {}
}
