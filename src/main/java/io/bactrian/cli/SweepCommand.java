package io.bactrian.cli;

import io.bactrian.BactrianRuntime;
import io.bactrian.approval.ApprovalRoutes;
import io.bactrian.approval.Sweep;
import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import picocli.CommandLine.Command;

/** Looks for approvals that are no longer open. */
@Command(
        name = "sweep",
        description = "Finds approvals that are stored as open and no longer are, whatever their age, and reads them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./bactrian sweep                        every connection",
            "  ./bactrian sweep --connection north     one",
            "",
            "Open approvals are listed, 20 a call, instead of reading each of them."
        })
final class SweepCommand extends RunCommand {
    SweepCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Verdict work(BactrianRuntime runtime, Connection connection, Run run) {
        return approvals(runtime, connection, run, ApprovalRoutes.SWEEP, new Sweep.Request(connection, run));
    }
}
