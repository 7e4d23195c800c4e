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
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/** A runtime in an empty folder, and the commands that are measured. */
final class Installation implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

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

    /** The service, which goes on until it is closed. */
    static Installation serve(Path home, Map<String, String> environment, Path routes) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("BACTRIAN_ROUTES", routes.toAbsolutePath().toString());
        return new Installation(BactrianRuntime.serve(home, all, Map.of(), Clock.systemUTC(), Optional.empty()));
    }

    DataSource dataSource() {
        return runtime.tables().jdbc().getJdbcTemplate().getDataSource();
    }

    /** Waits until the stream is connected, and the time before it is made good. */
    void awaitStream() {
        await(() ->
                count("stream_life WHERE connected = TRUE") > 0 && count("stream_gap WHERE closed_at IS NULL") == 0);
    }

    /** Waits until so many approvals at least are stored, and nothing is to be done any more. */
    void settle(long approvals) {
        await(() -> count("process_instance") >= approvals && count("work_item") == 0 && count("directory_work") == 0);
    }

    /** Asks every five milliseconds. */
    void await(BooleanSupplier until) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!until.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("it did not happen within " + PATIENCE.toSeconds() + " s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    void syncUsers() {
        syncUsers(runtime);
    }

    static void syncUsers(BactrianRuntime runtime) {
        Connection connection = runtime.connections().all().get(0);
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
