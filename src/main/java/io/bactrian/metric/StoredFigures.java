package io.bactrian.metric;

import io.bactrian.store.Sql;
import io.bactrian.store.Tables;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What the database knows: the work lists, the gaps of the streams, messages, and the last good run of each schedule. */
final class StoredFigures {
    private static final String WORK = "bactrian.work.items";
    private static final String WAITING = "bactrian.work.longest.wait";
    private static final String DIRECTORY_WORK = "bactrian.directory.work.items";
    private static final String GAPS = "bactrian.stream.gaps.open";
    private static final String GOOD_RUN = "bactrian.schedule.last.success.timestamp";
    private static final String MESSAGES = "bactrian.messages";
    private static final long DAY = TimeUnit.DAYS.toMillis(1);
    private static final double SECOND = 1000;

    private final Tables tables;
    private final Clock clock;
    private final List<String> connections;
    private final List<String> senders;
    private final List<String> commands;
    private final Map<String, Long> newestStart = new HashMap<>();
    private final Map<String, Long> newestEnd = new HashMap<>();

    /** {@code senders} of messages are connections and channels; {@code commands} those of the runs that schedules start. */
    StoredFigures(Tables tables, Clock clock, List<String> connections, List<String> senders, List<String> commands) {
        this.tables = tables;
        this.clock = clock;
        this.connections = connections;
        this.senders = senders;
        this.commands = commands;
    }

    void declare(Figures figures) {
        figures.declare(
                WORK, null, "Approvals on the work list: due, later (not due yet), taken (being read) or failed.");
        figures.declare(WAITING, "seconds", "How long the approval that waits longest has been due.");
        figures.declare(DIRECTORY_WORK, null, "People and departments that events named: due, later, taken or failed.");
        figures.declare(GAPS, null, "Spans without a stream in which something may still be missing.");
        figures.declare(MESSAGES, null, "Messages: pending, or of the last day sent, partial or failed.");
        figures.declare(GOOD_RUN, "seconds", "When the last run that did all it had to do ended, in Unix time.");
    }

    void tell(Figures figures) {
        long now = clock.millis();
        for (String connection : connections) {
            Map<String, Object> of = Map.of("connection", connection, "now", now);
            tellWork(figures, WORK, WAITING, "metric-work", of, now);
            tellWork(figures, DIRECTORY_WORK, null, "metric-directory-work", of, now);
            tables.jdbc().query(Sql.of("metric-gaps"), of, row -> {
                figures.tell(GAPS, row.getLong("n"), "connection", connection);
            });
            commands.forEach(command -> tellGoodRun(figures, connection, command));
        }
        senders.forEach(sender -> tellMessages(figures, sender, now));
    }

    private void tellMessages(Figures figures, String sender, long now) {
        Map<String, Long> states = new HashMap<>(Map.of("pending", 0L, "sent", 0L, "partial", 0L, "failed", 0L));
        tables.jdbc().query(Sql.of("metric-messages"), Map.of("connection", sender, "since", now - DAY), row -> {
            states.put(row.getString("state"), row.getLong("n"));
        });
        states.forEach((state, n) -> figures.tell(MESSAGES, n, "connection", sender, "state", state));
    }

    private void tellWork(
            Figures figures, String name, String waiting, String statement, Map<String, Object> of, long now) {
        String connection = (String) of.get("connection");
        Map<String, Long> states = new HashMap<>(Map.of("due", 0L, "later", 0L, "taken", 0L, "failed", 0L));
        long[] earliest = {now};
        tables.jdbc().query(Sql.of(statement), of, row -> {
            read(row, states, earliest);
        });
        states.forEach((state, n) -> figures.tell(name, n, "connection", connection, "state", state));
        if (waiting != null) {
            figures.tell(waiting, (now - earliest[0]) / SECOND, "connection", connection);
        }
    }

    private static void read(ResultSet row, Map<String, Long> states, long[] earliest) throws SQLException {
        String state = row.getString("state");
        if ("due".equals(state)) {
            states.put("later", row.getLong("later"));
            states.put("due", row.getLong("n") - row.getLong("later"));
            earliest[0] = Math.min(earliest[0], row.getLong("earliest"));
        } else {
            states.put(state, row.getLong("n"));
        }
    }

    /** Only what is newer than what is known is looked for: the table keeps every run. */
    private void tellGoodRun(Figures figures, String connection, String command) {
        String key = connection + " " + command;
        tables.jdbc()
                .query(
                        Sql.of("metric-good-run"),
                        Map.of(
                                "connection",
                                connection,
                                "command",
                                command,
                                "since",
                                newestStart.getOrDefault(key, 0L)),
                        row -> {
                            newestStart.put(key, row.getLong("started_at"));
                            newestEnd.put(key, row.getLong("ended_at"));
                        });
        if (newestEnd.containsKey(key)) {
            figures.tell(GOOD_RUN, newestEnd.get(key) / SECOND, "connection", connection, "schedule", command);
        }
    }
}
