package io.bactrian.cli;

import io.bactrian.BactrianRuntime;
import io.bactrian.approval.WorkList;
import io.bactrian.connection.Connection;
import io.bactrian.connection.EventSettings;
import io.bactrian.event.StreamLives;
import io.bactrian.event.StreamState;
import io.bactrian.route.RouteReport;
import io.bactrian.run.RunLedger;
import io.bactrian.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** What {@code status} shows; its JSON has these names. */
record Status(
        String database,
        String month,
        List<App> connections,
        List<Stream> streams,
        List<OpenGap> gaps,
        List<BadFile> routes,
        List<LastRun> runs,
        List<Work> work,
        List<Usage> calls,
        List<Failure> failed) {
    private static final int RUNS = 10;
    private static final int FAILURES = 5;
    private static final String NO_SERVICE = "no service";

    /** A connection and its month; {@code monthlyCalls} null means unlimited. */
    record App(
            String name,
            String platform,
            String clientId,
            List<String> templates,
            long charged,
            Long monthlyCalls,
            long liveReserve) {}

    /** The stream of a connection; {@code state} is connected, not connected, or no service (nobody holds it). */
    record Stream(String connection, String state, String since, String lastEvent, String problem) {}

    /** A time in which the stream was not connected and that has not been made good. */
    record OpenGap(String connection, String began, String ended, String reason) {}

    /** A file of routes that the running service does not take; what it said before runs on. */
    record BadFile(String file, Integer line, String reason, String since) {}

    /** One of the last runs; {@code state} "died" is a run whose process ended without a word. */
    record LastRun(
            long id,
            String started,
            String connection,
            String command,
            String arguments,
            String state,
            long read,
            long created,
            long changed,
            long unchanged,
            long failed,
            long calls,
            String took,
            String message) {}

    /** The work list of a connection. */
    record Work(String connection, int due, int taken, int failed) {}

    /** The month's calls of an interface; what was refused for being too fast is not charged. */
    record Usage(String connection, String api, long calls, long charged, long refused) {}

    /** An approval that failed. */
    record Failure(String connection, String id, String error) {}

    static Status read(BactrianRuntime runtime, List<Connection> connections) {
        NamedParameterJdbcTemplate jdbc = runtime.tables().jdbc();
        YearMonth month = YearMonth.now(runtime.clock().withZone(runtime.zone()));
        WorkList workList = new WorkList(runtime.clock(), jdbc, runtime.tables().transactions());
        Map<String, Object> which = Map.of(
                "connections",
                connections.stream().map(Connection::name).toList(),
                "month",
                month.toString(),
                "most",
                RUNS,
                "failures",
                FAILURES);
        return new Status(
                runtime.databaseName(),
                month.toString(),
                connections.stream()
                        .map(connection -> app(jdbc, connection, month))
                        .toList(),
                streams(runtime, connections),
                gaps(runtime, connections),
                badFiles(runtime),
                jdbc.query(Sql.of("run-latest"), which, (row, n) -> run(row, runtime)),
                connections.stream()
                        .map(connection -> work(connection.name(), workList.counts(connection)))
                        .toList(),
                jdbc.query(Sql.of("usage-by-interface"), which, (row, n) -> usage(row)),
                jdbc.query(
                        Sql.of("work-failed") + " LIMIT :failures",
                        which,
                        (row, n) -> new Failure(
                                row.getString("connection_name"),
                                row.getString("process_instance_id"),
                                row.getString("error"))));
    }

    private static App app(NamedParameterJdbcTemplate jdbc, Connection connection, YearMonth month) {
        Long charged = jdbc.queryForObject(
                Sql.of("usage-charged"),
                Map.of("connection", connection.name(), "month", month.toString()),
                Long.class);
        return new App(
                connection.name(),
                connection.platform(),
                connection.clientId(),
                connection.templates(),
                charged == null ? 0 : charged,
                connection.monthlyCalls().isPresent()
                        ? connection.monthlyCalls().getAsLong()
                        : null,
                connection.liveReserve());
    }

    private static LastRun run(ResultSet row, BactrianRuntime runtime) throws SQLException {
        long started = row.getLong("started_at");
        long ended = row.getLong("ended_at");
        boolean running = row.wasNull();
        String state = row.getString("state");
        return new LastRun(
                row.getLong("id"),
                Sentences.time(started, runtime.zone()),
                row.getString("connection_name"),
                row.getString("command"),
                row.getString("arguments"),
                RunLedger.RUNNING.equals(state)
                                && RunLedger.isDead(
                                        row.getString("owner"),
                                        row.getLong("seen_at"),
                                        runtime.clock().millis())
                        ? "died"
                        : state,
                row.getLong("items_read"),
                row.getLong("items_new"),
                row.getLong("items_changed"),
                row.getLong("items_unchanged"),
                row.getLong("items_failed"),
                row.getLong("calls"),
                Sentences.duration(Duration.ofMillis((running ? row.getLong("seen_at") : ended) - started)),
                row.getString("message"));
    }

    private static List<Stream> streams(BactrianRuntime runtime, List<Connection> connections) {
        return connections.stream()
                .filter(connection -> connection.events().source() == EventSettings.Source.STREAM)
                .map(connection -> runtime.streamLives()
                        .of(connection.name())
                        .map(life -> stream(life, runtime))
                        .orElseGet(() -> new Stream(connection.name(), NO_SERVICE, null, null, null)))
                .toList();
    }

    private static Stream stream(StreamLives.Life life, BactrianRuntime runtime) {
        StreamState state = life.state();
        boolean isHeld = runtime.clock().millis() - life.toldAt() < RunLedger.DEAD_AFTER.toMillis();
        return new Stream(
                state.connection(),
                !isHeld ? NO_SERVICE : state.connected() ? "connected" : "not connected",
                Sentences.time(isHeld ? state.since() : life.toldAt(), runtime.zone()),
                state.lastEvent() == null ? null : Sentences.time(state.lastEvent(), runtime.zone()),
                isHeld ? state.problem() : null);
    }

    private static List<OpenGap> gaps(BactrianRuntime runtime, List<Connection> connections) {
        return connections.stream()
                .flatMap(connection -> runtime.gaps().open(connection.name()).stream())
                .map(gap -> new OpenGap(
                        gap.connection(),
                        Sentences.time(gap.beganAt(), runtime.zone()),
                        gap.endedAt() == null ? null : Sentences.time(gap.endedAt(), runtime.zone()),
                        gap.reason()))
                .toList();
    }

    private static List<BadFile> badFiles(BactrianRuntime runtime) {
        return RouteReport.read(runtime.routeReport(), runtime.clock()).map(RouteReport::bad).orElse(List.of()).stream()
                .map(state -> new BadFile(
                        state.file(),
                        state.line() > 0 ? state.line() : null,
                        state.reason(),
                        Sentences.time(state.since(), runtime.zone())))
                .toList();
    }

    private static Work work(String connection, WorkList.Counts counts) {
        return new Work(connection, counts.due(), counts.taken(), counts.failed());
    }

    private static Usage usage(ResultSet row) throws SQLException {
        long calls = row.getLong("calls");
        long refused = row.getLong("refused");
        return new Usage(
                row.getString("connection_name"),
                row.getString("interface"),
                calls,
                row.getBoolean("metered") ? calls - refused : 0,
                refused);
    }
}
