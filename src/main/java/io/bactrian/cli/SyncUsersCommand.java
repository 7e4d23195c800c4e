package io.bactrian.cli;

import io.bactrian.BactrianRuntime;
import io.bactrian.call.Calls;
import io.bactrian.connection.Connection;
import io.bactrian.directory.DirectoryOutcome;
import io.bactrian.directory.DirectoryRequest;
import io.bactrian.directory.DirectoryRoutes;
import io.bactrian.run.Run;
import io.bactrian.store.Sql;
import java.util.Map;
import picocli.CommandLine.Command;

/** Reads departments and people. */
@Command(
        name = "sync-users",
        description = "Reads departments and people, marks who has left, and carries new names to the approvals.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./bactrian sync-users                        the people of every connection",
            "  ./bactrian sync-users --connection north     those of one",
            "",
            "Its calls are not charged. A second run reads all again and touches only what has changed."
        })
final class SyncUsersCommand extends RunCommand {
    SyncUsersCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Verdict work(BactrianRuntime runtime, Connection connection, Run run) {
        DirectoryOutcome outcome = Calls.request(
                runtime.template(),
                DirectoryRoutes.SYNC,
                new DirectoryRequest(connection, run),
                DirectoryOutcome.class);
        runtime.approvals().nameRepair().runAll(connection);
        return outcome.hasFailed() ? Verdict.failed(outcome.message()) : Verdict.done();
    }

    /** As many as there were the last time. */
    @Override
    long total(BactrianRuntime runtime, Connection connection, Run run) {
        Long known = runtime.tables()
                .jdbc()
                .queryForObject(Sql.of("directory-size"), Map.of("connection", connection.name()), Long.class);
        long done = AttendedRun.done(run);
        return known == null || known <= done ? 0 : known;
    }
}
