package io.bactrian.cli;

import io.bactrian.BactrianRuntime;
import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import io.bactrian.store.Sql;
import java.util.Map;
import picocli.CommandLine.Command;

/** Derives all approvals again. */
@Command(
        name = "rebuild",
        description = "Derives every approval again from its stored payload, without one call.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./bactrian rebuild     after an upgrade that understands more, or a change of time.zone",
        })
final class RebuildCommand extends RunCommand {
    RebuildCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Verdict work(BactrianRuntime runtime, Connection connection, Run run) {
        runtime.approvals().rebuild().run(connection, run);
        return Verdict.done();
    }

    @Override
    long total(BactrianRuntime runtime, Connection connection, Run run) {
        Long payloads = runtime.tables()
                .jdbc()
                .queryForObject(Sql.of("payload-count"), Map.of("connection", connection.name()), Long.class);
        return payloads == null ? 0 : payloads;
    }
}
