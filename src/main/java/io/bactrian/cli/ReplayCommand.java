package io.bactrian.cli;

import io.bactrian.BactrianRuntime;
import io.bactrian.approval.ApprovalRoutes;
import io.bactrian.approval.Intake;
import io.bactrian.approval.WorkList;
import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import io.bactrian.store.Keys;
import io.bactrian.store.Sql;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads again what failed, or what somebody names. */
@Command(
        name = "replay",
        description = "Reads approvals again: those that failed, or those that are named.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./bactrian failed               shows what failed, and why",
            "  ./bactrian replay --all         repeats all of it",
            "  ./bactrian replay vO6wQ-1 vO6wQ-2",
            "",
            "It may use the part of the month's calls that is kept for live work."
        })
final class ReplayCommand extends RunCommand {
    @Parameters(arity = "0..*", paramLabel = "ID", description = "Approvals by the platform's id.")
    private List<String> ids = List.of();

    @Option(names = "--all", description = "Everything that failed.")
    private boolean all;

    private Set<String> strangers = Set.of();
    private boolean onlyOne;

    ReplayCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void check() {
        if (all == !ids.isEmpty()) {
            throw misuse("Name the IDs to read again, or say --all for everything that failed"
                    + " (./bactrian failed shows it); not both.");
        }
    }

    @Override
    void prepare(BactrianRuntime runtime, List<Connection> connections) {
        onlyOne = connections.size() == 1;
        if (all) {
            return;
        }
        strangers = new LinkedHashSet<>(onlyOne ? List.of() : ids);
        connections.forEach(connection -> strangers.removeAll(known(runtime, connection)));
        if (!strangers.isEmpty()) {
            throw misuse("No connection knows " + String.join(", ", strangers)
                    + "; say which one with --connection to read it all the same.");
        }
    }

    @Override
    String arguments() {
        return all ? "--all" : String.join(" ", ids);
    }

    @Override
    Verdict work(BactrianRuntime runtime, Connection connection, Run run) {
        if (all) {
            WorkList list = runtime.approvals().workList();
            // a replay that was stopped has left its rows due
            boolean nothing = list.retry(connection, List.of()) == 0
                    && list.counts(connection).waiting() == 0;
            return nothing ? Verdict.done() : approvals(runtime, connection, run, ApprovalRoutes.NOTHING, connection);
        }
        List<String> mine = onlyOne ? ids : known(runtime, connection);
        Intake intake = new Intake(connection.name(), null, Purpose.REPLAY, mine, run.startedAt(), true);
        if (mine.isEmpty()) {
            return Verdict.done();
        }
        Verdict verdict = approvals(runtime, connection, run, ApprovalRoutes.INTAKE, intake);
        if (verdict.hasSucceeded()) {
            Set<String> absent = new LinkedHashSet<>(mine);
            absent.removeAll(known(runtime, connection));
            absent.forEach(id -> runtime.runs().problem(run, "id", id, "the platform has no approval with this id"));
        }
        return verdict;
    }

    /** Those of the named that are stored or on the list. */
    private List<String> known(BactrianRuntime runtime, Connection connection) {
        return new ArrayList<>(runtime.tables()
                .jdbc()
                .queryForList(Sql.of("approval-known"), Map.of("keys", Keys.of(connection.name(), ids)), String.class));
    }
}
