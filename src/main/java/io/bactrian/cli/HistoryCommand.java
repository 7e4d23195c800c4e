package io.bactrian.cli;

import io.bactrian.BactrianRuntime;
import io.bactrian.approval.ApprovalRoutes;
import io.bactrian.approval.HistoryRequest;
import io.bactrian.approval.ListingLimits;
import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import io.bactrian.run.RunLedger;
import io.bactrian.store.Sql;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads the approvals that were created in a span of days. */
@Command(
        name = "history",
        customSynopsis = "./bactrian history [--force] [--connection=NAME] [FROM] [TO] [CODE...]",
        description = {
            "Reads every approval that was created from FROM to TO, both days included (yyyy-MM-dd).",
            "Without dates: the previous calendar month. FROM alone: until today."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./bactrian history                                 last month",
            "  ./bactrian history 2026-01-01                      since New Year",
            "  ./bactrian history 2026-01-01 2026-03-31           a quarter",
            "  ./bactrian history 2026-01-01 2026-03-31 PROC-1 PROC-2",
            "  ./bactrian history PROC-1                          last month, one template",
            "",
            "What was stopped goes on where it stopped when the same command is given again. An approval that is",
            "final and stored is not read again; one call is charged for each that is new or still open, and one",
            "for each 20 that are listed (WeCom: none is charged, and 100 are listed)."
        })
final class HistoryCommand extends RunCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "FROM TO CODE",
            description = "The first day, the last day, and codes of templates (those of the settings otherwise).")
    private List<String> words = List.of();

    @Option(names = "--force", description = "Also reads again what is final and stored.")
    private boolean force;

    private HistorySpan span;

    HistoryCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void check() {
        // whatever the zone, what is wrong with the words is wrong before anything is opened
        span(LocalDate.now(surroundings.clock().withZone(ZoneOffset.UTC)).plusDays(1));
    }

    @Override
    void prepare(BactrianRuntime runtime, List<Connection> connections) {
        span = span(LocalDate.now(runtime.clock().withZone(runtime.zone())));
        for (Connection connection : connections) {
            checkAge(runtime, connection);
        }
    }

    private HistorySpan span(LocalDate today) {
        try {
            return HistorySpan.of(words, today);
        } catch (IllegalArgumentException e) {
            throw misuse(e.getMessage());
        }
    }

    private void checkAge(BactrianRuntime runtime, Connection connection) {
        ListingLimits limits = ListingLimits.of(runtime.template().getCamelContext(), connection);
        Instant oldest = limits.oldest(runtime.clock().instant());
        String nothing = title(connection.platform()) + " lists nothing created before "
                + LocalDate.ofInstant(oldest, runtime.zone());
        if (!span.end(runtime.zone()).isAfter(oldest)) {
            throw misuse(nothing + ".");
        }
        if (span.start(runtime.zone()).isBefore(oldest)) {
            err().println(nothing + "; asked from there on.");
        }
    }

    private static String title(String platform) {
        return Map.of("dingtalk", "DingTalk", "wecom", "WeCom").getOrDefault(platform, platform);
    }

    @Override
    Run begin(BactrianRuntime runtime, Connection connection) {
        return runtime.runs().resumeOrStart(connection, name(), span.arguments(force, connection.templates()));
    }

    @Override
    String afterStop() {
        return "run the same command again to go on.";
    }

    @Override
    Verdict work(BactrianRuntime runtime, Connection connection, Run run) {
        HistoryRequest request = new HistoryRequest(
                connection, run, span.start(runtime.zone()), span.end(runtime.zone()), span.codes(), force);
        Verdict verdict = approvals(runtime, connection, run, ApprovalRoutes.HISTORY, request);
        Map<String, Long> unfinished = new HashMap<>();
        runtime.tables().jdbc().query(Sql.of("window-unfinished"), Map.of("run", run.id()), row -> {
            unfinished.put(row.getString("state"), row.getLong("n"));
        });
        return verdict.hasSucceeded() ? listed(unfinished, run) : verdict;
    }

    /** What could not be listed is tried once more by a run that goes on; after that a new run begins at the front. */
    private static Verdict listed(Map<String, Long> unfinished, Run run) {
        if (unfinished.isEmpty()) {
            return Verdict.done();
        }
        boolean onlyFailed = !unfinished.containsKey("open");
        return new Verdict(
                onlyFailed && run.isResumed() ? RunLedger.FAILED : RunLedger.STOPPED,
                "Not everything could be listed, so approvals may be missing.");
    }
}
