package io.bactrian.cli;

import io.bactrian.BactrianRuntime;
import io.bactrian.connection.Connection;
import io.bactrian.run.Owner;
import io.bactrian.run.Run;
import io.bactrian.run.RunLedger;
import io.bactrian.store.Sql;
import java.util.Map;
import java.util.Optional;

/** Notices, once, that a run has nothing of its own to do and only waits for rows that another process has taken. */
final class Idleness {
    private final BactrianRuntime runtime;
    private final Connection connection;
    private final Run run;
    private long progress = -1;
    private boolean said;

    Idleness(BactrianRuntime runtime, Connection connection, Run run) {
        this.runtime = runtime;
        this.connection = connection;
        this.run = run;
    }

    /** The sentence about it, if nothing has moved since this was asked last and it was not said before. */
    Optional<String> news() {
        long before = progress;
        progress = runtime.runs().calls(connection, run) + AttendedRun.done(run);
        long others = said || progress != before ? 0 : onlyOthers();
        if (others == 0) {
            return Optional.empty();
        }
        said = true;
        return Optional.of("waits for approvals that another process has taken (" + others + "); if it has died,"
                + " they come back within " + RunLedger.DEAD_AFTER.toSeconds() + " seconds.");
    }

    private long onlyOthers() {
        Long others = runtime.tables()
                .jdbc()
                .queryForObject(
                        Sql.of("work-only-others"),
                        Map.of(
                                "connection",
                                connection.name(),
                                "owner",
                                Owner.current().code(),
                                "now",
                                runtime.clock().millis()),
                        Long.class);
        return others == null ? 0 : others;
    }
}
