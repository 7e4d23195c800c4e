package io.bactrian.cli;

import io.bactrian.BactrianRuntime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what ran, what waits, what it cost and what failed. */
@Command(
        name = "status",
        description = "Shows streams, the last runs, the work list, the month's calls and what failed. Calls nothing.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./bactrian status              also while the service or a command is running",
            "  ./bactrian status --json       for a monitor",
        })
final class StatusCommand extends ConnectionCommand {
    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    StatusCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        try (BactrianRuntime runtime = surroundings.look()) {
            Status status = Status.read(runtime, connections(runtime));
            if (json) {
                Json.print(status, out());
            } else {
                StatusTables.print(status, out(), surroundings.outColumns());
            }
        }
        return Cli.OK;
    }
}
