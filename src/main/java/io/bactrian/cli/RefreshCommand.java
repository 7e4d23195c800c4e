package io.bactrian.cli;

import io.bactrian.BactrianRuntime;
import io.bactrian.approval.ApprovalRoutes;
import io.bactrian.approval.Refresh;
import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Reads final approvals again. */
@Command(
        name = "refresh",
        description = "Reads approvals that ended in the last DAYS again, for comments that came after the end.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./bactrian refresh             of the last 7 days, at most 200",
            "  ./bactrian refresh 30          of the last 30 days, at most 200",
            "  ./bactrian refresh 30 1000     of the last 30 days, at most 1000",
            "",
            "One call is charged for each. Those that were not looked at for longest come first."
        })
final class RefreshCommand extends RunCommand {
    @Parameters(index = "0", arity = "0..1", paramLabel = "DAYS", defaultValue = "7", description = "7 unless given.")
    private int days;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "LIMIT",
            defaultValue = "200",
            description = "200 unless given.")
    private int limit;

    RefreshCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void check() {
        if (days < 1 || limit < 1) {
            throw misuse("DAYS and LIMIT must be 1 or more.");
        }
    }

    @Override
    String arguments() {
        return words(days, limit);
    }

    @Override
    Verdict work(BactrianRuntime runtime, Connection connection, Run run) {
        return approvals(
                runtime, connection, run, ApprovalRoutes.REFRESH, new Refresh.Request(connection, run, days, limit));
    }
}
