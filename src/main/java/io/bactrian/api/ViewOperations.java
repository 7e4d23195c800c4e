package io.bactrian.api;

import io.bactrian.audit.Audit;
import io.bactrian.run.RunLedger;
import io.bactrian.store.Sql;
import io.bactrian.store.Tables;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** What is stored about runs, the work list and what was done by hand. */
final class ViewOperations {
    private static final String STATE = "state";
    private static final String COMMAND = "command";
    /** The commands that bring people and templates up to date. */
    private static final List<String> SYNCS = List.of("sync-users", "list-codes");

    private static final int MOST_PROBLEMS = 200;

    private static final Shape PROBLEM = Shape.of("Problem")
            .text("kind")
            .textOrNull("item_id")
            .text("problem")
            .moment("seen_at");
    private static final Shape COUNTS =
            Shape.of("Counts").number("due").number("taken").number("failed");

    private final Tables tables;
    private final Times times;
    private final Clock clock;
    private final Listing runs;
    private final Listing failed;
    private final Listing audit;

    ViewOperations(Tables tables, Times times, Clock clock) {
        this.tables = tables;
        this.times = times;
        this.clock = clock;
        this.runs = new Listing(
                tables,
                times,
                "api-runs",
                List.of(
                        Column.number("id"),
                        Column.text(COMMAND),
                        Column.text("arguments"),
                        Column.text(STATE),
                        Column.moment("started_at"),
                        Column.moment("ended_at"),
                        Column.number("items_read"),
                        Column.number("items_new"),
                        Column.number("items_changed"),
                        Column.number("items_unchanged"),
                        Column.number("items_failed"),
                        Column.number("calls"),
                        Column.text("message"),
                        Column.moment("seen_at")),
                List.of(
                        Filter.numbers("id", "r.id", "Numbers of runs"),
                        Filter.words(COMMAND, "r.command", "Commands, such as sync-users"),
                        Filter.closed(
                                STATE,
                                "r.state",
                                "running, succeeded, failed or stopped",
                                "running",
                                "succeeded",
                                "failed",
                                "stopped"),
                        Filter.momentFrom("started_from", "r.started_at"),
                        Filter.momentTo("started_to", "r.started_at")),
                "-id",
                List.of("id"));
        this.failed = new Listing(
                tables,
                times,
                "api-work-failed",
                List.of(
                        Column.text("process_instance_id"),
                        Column.text("process_code"),
                        Column.text("template"),
                        Column.text("title"),
                        Column.text("error_class"),
                        Column.text("error"),
                        Column.number("attempts"),
                        Column.moment("failed_at")),
                List.of(
                        Filter.words("error_class", "w.error_class", "Classes of errors"),
                        Filter.momentFrom("failed_from", "w.failed_at"),
                        Filter.momentTo("failed_to", "w.failed_at")),
                "-failed_at",
                List.of("process_instance_id"));
        this.audit = new Listing(
                tables,
                times,
                "api-audit",
                List.of(
                        Column.number("id"),
                        Column.moment("begun_at"),
                        Column.moment("ended_at"),
                        Column.text("via"),
                        Column.text("caller"),
                        Column.text("address"),
                        Column.text("action"),
                        Column.text("arguments"),
                        Column.text("outcome"),
                        Column.text("detail"),
                        Column.number("run_id")),
                List.of(
                        Filter.words("caller", "a.caller", "Who"),
                        Filter.words("action", "a.action", "What"),
                        Filter.closed(
                                "outcome",
                                "a.outcome",
                                "begun, started, done, failed or refused",
                                Audit.BEGUN,
                                Audit.STARTED,
                                Audit.DONE,
                                Audit.FAILED,
                                Audit.REFUSED),
                        Filter.momentFrom("from", "a.begun_at"),
                        Filter.momentTo("to", "a.begun_at")),
                "-id",
                List.of("id"));
    }

    List<Operation> all() {
        Shape run = runs.row("Run").without("seen_at");
        return List.of(
                Operation.view(
                        "api-sync-logs",
                        "Runs that brought people and templates up to date, the newest first.",
                        Right.SYNC_VIEW,
                        runs.parameters(),
                        Shape.page(run),
                        this::syncLogs),
                Operation.view(
                        "api-runs",
                        "Runs, the newest first.",
                        Right.RUN_VIEW,
                        runs.parameters(),
                        Shape.page(run),
                        this::runs),
                Operation.view(
                        "api-run",
                        "One run, and what went wrong in it.",
                        Right.RUN_VIEW,
                        List.of(),
                        runs.row("RunDetail").without("seen_at").list("problems", PROBLEM),
                        this::run),
                Operation.view(
                        "api-work",
                        "How much is still to be read.",
                        Right.WORK_VIEW,
                        List.of(),
                        Shape.of("Work").part("approvals", COUNTS).part("people", COUNTS),
                        this::work),
                Operation.view(
                        "api-work-failed",
                        "Approvals that could not be read or stored, and why.",
                        Right.WORK_VIEW,
                        failed.parameters(),
                        Shape.page(failed.row("FailedApproval")),
                        failed::page),
                Operation.view(
                                "api-audit",
                                "What was done by hand, the newest first.",
                                Right.AUDIT_VIEW,
                                audit.parameters(),
                                Shape.page(audit.row("Act")),
                                audit::page)
                        .alsoOfChannels());
    }

    private Reply runs(Ask ask) {
        return runs.page(ask, Map.of(), this::alive);
    }

    private Reply syncLogs(Ask ask) {
        return runs.page(ask, ask.query().containsKey(COMMAND) ? onlySyncs(ask) : Map.of(COMMAND, SYNCS), this::alive);
    }

    private static Map<String, Object> onlySyncs(Ask ask) {
        if (!Stream.of(ask.query().get(COMMAND).split(",")).map(String::strip).allMatch(SYNCS::contains)) {
            throw Refusal.badParameters("'command' is one of " + String.join(", ", SYNCS) + " here.");
        }
        return Map.of();
    }

    /** A run that says it is running and has shown no sign of life is over. */
    private Map<String, Object> alive(Map<String, Object> row) {
        Map<String, Object> shown = new LinkedHashMap<>(row);
        Object seen = shown.remove("seen_at");
        if (RunLedger.RUNNING.equals(shown.get(STATE))
                && seen != null
                && OffsetDateTime.parse(seen.toString())
                        .toInstant()
                        .isBefore(clock.instant().minus(RunLedger.DEAD_AFTER))) {
            shown.put(STATE, "died");
        }
        return shown;
    }

    private Reply run(Ask ask) {
        long id = id(ask.request().variable("id"));
        Ask one = new Ask(ask.request(), ask.caller(), ask.connection(), Map.of(), null);
        Map<?, ?> page = (Map<?, ?>)
                runs.page(one, Map.of("id", List.of(id)), this::alive).data();
        List<?> found = (List<?>) page.get("items");
        if (found.isEmpty()) {
            throw new Refusal(404, "There is no run " + id + " of this connection.");
        }
        Map<String, Object> data = new LinkedHashMap<>();
        ((Map<?, ?>) found.get(0)).forEach((name, value) -> data.put((String) name, value));
        List<Map<String, Object>> problems = new ArrayList<>();
        tables.jdbc().query(Sql.of("api-run-problems"), Map.of("id", id, "most", MOST_PROBLEMS), row -> {
            Map<String, Object> problem = new LinkedHashMap<>();
            problem.put("kind", row.getString("kind"));
            problem.put("item_id", row.getString("item_id"));
            problem.put("problem", row.getString("problem"));
            problem.put("seen_at", times.answered(row.getLong("seen_at")));
            problems.add(problem);
        });
        data.put("problems", problems);
        return Reply.ok(data);
    }

    private static long id(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Refusal.badParameters("'id' is '" + ApiRequest.shown(text) + "'; expected the number of a run.");
        }
    }

    private Reply work(Ask ask) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("approvals", counts("work-counts", ask));
        data.put("people", counts("directory-work-counts", ask));
        return Reply.ok(data);
    }

    private Map<String, Object> counts(String statement, Ask ask) {
        Map<String, Long> found = new HashMap<>();
        MapSqlParameterSource values =
                new MapSqlParameterSource("connection", ask.connection().name()).addValue("now", clock.millis());
        tables.jdbc().query(Sql.of(statement), values, row -> {
            found.merge(row.getString(STATE), row.getLong("n"), Long::sum);
        });
        Map<String, Object> counts = new LinkedHashMap<>();
        for (String state : List.of("due", "taken", "failed")) {
            counts.put(state, found.getOrDefault(state, 0L));
        }
        return counts;
    }
}
