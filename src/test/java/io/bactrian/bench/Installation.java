package io.bactrian.bench;

import io.bactrian.BactrianRuntime;
import io.bactrian.approval.ApprovalRoutes;
import io.bactrian.approval.ApprovalRun;
import io.bactrian.approval.HistoryRequest;
import io.bactrian.connection.Connection;
import io.bactrian.directory.DirectoryRequest;
import io.bactrian.directory.DirectoryRoutes;
import io.bactrian.run.Run;
import io.bactrian.run.RunLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** A runtime in an empty folder, and the commands that are measured. */
final class Installation implements AutoCloseable {
    private final BactrianRuntime runtime;
    private final Connection connection;

    private Installation(BactrianRuntime runtime) {
        this.runtime = runtime;
        this.connection = runtime.connections().all().get(0);
    }

    /** A folder under {@code target/} that nobody has used. */
    static Path freshFolder() throws IOException {
        return Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "run")
                .toAbsolutePath();
    }

    static Installation start(Path home, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("BACTRIAN_ROUTES", Path.of("routes").toAbsolutePath().toString());
        return new Installation(BactrianRuntime.start(home, all, Map.of(), Clock.systemUTC()));
    }

    DataSource dataSource() {
        return runtime.tables().jdbc().getJdbcTemplate().getDataSource();
    }

    void syncUsers() {
        Run run = runtime.runs().start(connection, "sync-users", "");
        runtime.template().requestBody(DirectoryRoutes.SYNC, new DirectoryRequest(connection, run));
        runtime.runs().end(connection, run, RunLedger.SUCCEEDED, null);
    }

    Run.Counts history(Instant from, Instant to) {
        Run run = runtime.runs().start(connection, "history", from + " " + to);
        ApprovalRun asked = new ApprovalRun(
                connection,
                run,
                ApprovalRoutes.HISTORY,
                new HistoryRequest(connection, run, from, to, List.of(), false));
        runtime.template().requestBody(ApprovalRoutes.RUN, asked);
        asked.failure().ifPresent(cause -> {
            throw new IllegalStateException(cause);
        });
        runtime.runs().end(connection, run, RunLedger.SUCCEEDED, null);
        return run.counts();
    }

    long count(String what) {
        Long n = runtime.tables().jdbc().queryForObject("SELECT COUNT(*) FROM " + what, Map.of(), Long.class);
        return n == null ? 0 : n;
    }

    @Override
    public void close() {
        runtime.close();
    }
}
