package io.bactrian.approval;

import io.bactrian.run.Run;
import io.bactrian.store.Sql;
import io.bactrian.store.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * The table {@code history_window}: which spans of time a run still has to list, and from where. Because it is kept
 * page by page, a run that was killed goes on where it stopped. Thread-safe.
 */
public final class HistoryWindows {
    private static final Duration SHORTEST = Duration.ofSeconds(2);

    private final NamedParameterJdbcTemplate jdbc;
    private final Transactions transactions;

    public HistoryWindows(NamedParameterJdbcTemplate jdbc, Transactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Plans what is not planned yet of a template's span, in windows no longer than {@code longest}. */
    void plan(Run run, String templateCode, Instant from, Instant to, Duration longest) {
        transactions.run(() -> {
            Long planned = jdbc.queryForObject(
                    Sql.of("window-planned"), Map.of("run", run.id(), "code", templateCode), Long.class);
            Instant start = planned == null ? from : Instant.ofEpochMilli(planned);
            List<SqlParameterSource> rows = new ArrayList<>();
            while (start.isBefore(to)) {
                Instant end = start.plus(longest).isBefore(to) ? start.plus(longest) : to;
                rows.add(row(run.id(), run.connection(), templateCode, start, end));
                start = end;
            }
            insert(rows);
            jdbc.update(Sql.of("window-reopen"), Map.of("run", run.id()));
        });
    }

    /** The windows that are not listed to their end. */
    List<HistoryWindow> open(Run run) {
        return jdbc.query(
                Sql.of("window-open"),
                Map.of("run", run.id()),
                (row, n) -> new HistoryWindow(
                        run.id(),
                        row.getString("process_code"),
                        Instant.ofEpochMilli(row.getLong("window_start")),
                        Instant.ofEpochMilli(row.getLong("window_end")),
                        row.getString("page_cursor"),
                        row.getLong("ids")));
    }

    /** Moves a window past a page whose ids are on the work list; {@code next} is null after the last page. */
    HistoryWindow advance(HistoryWindow window, int ids, String next) {
        HistoryWindow moved = new HistoryWindow(
                window.runId(), window.templateCode(), window.start(), window.end(), next, window.ids() + ids);
        save(moved, next == null ? "done" : "open");
        return moved;
    }

    /** Begins a window again. */
    void restart(HistoryWindow window) {
        save(window.fromItsBeginning(), "open");
    }

    /** Gives a window up for this run. */
    void fail(HistoryWindow window) {
        save(window, "failed");
    }

    /** Replaces a window that is too full by its halves; false when it is too short for that. */
    boolean halve(String connection, HistoryWindow window) {
        Duration half = Duration.between(window.start(), window.end()).dividedBy(2);
        if (half.compareTo(SHORTEST) < 0) {
            return false;
        }
        Instant middle = window.start().plus(half);
        transactions.run(() -> {
            jdbc.update(
                    Sql.of("window-shorten"),
                    Map.of(
                            "run",
                            window.runId(),
                            "code",
                            window.templateCode(),
                            "start",
                            window.start().toEpochMilli(),
                            "end",
                            middle.toEpochMilli()));
            insert(List.of(row(window.runId(), connection, window.templateCode(), middle, window.end())));
        });
        return true;
    }

    /** Whether any window of a run could be listed so far. */
    boolean hasListed(HistoryWindow window) {
        return jdbc.queryForObject(Sql.of("window-listed"), Map.of("run", window.runId()), Long.class) > 0;
    }

    private void save(HistoryWindow window, String state) {
        transactions.run(() -> jdbc.update(
                Sql.of("window-save"),
                new MapSqlParameterSource()
                        .addValue("run", window.runId())
                        .addValue("code", window.templateCode())
                        .addValue("start", window.start().toEpochMilli())
                        .addValue("cursor", window.cursor())
                        .addValue("ids", window.ids())
                        .addValue("state", state)));
    }

    private void insert(List<SqlParameterSource> rows) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(Sql.of("window-add"), rows.toArray(SqlParameterSource[]::new));
        }
    }

    private static SqlParameterSource row(long run, String connection, String code, Instant start, Instant end) {
        return new MapSqlParameterSource()
                .addValue("run", run)
                .addValue("connection", connection)
                .addValue("code", code)
                .addValue("start", start.toEpochMilli())
                .addValue("end", end.toEpochMilli());
    }
}
