package io.bactrian.bench;

import io.bactrian.connection.SettingSource;
import io.bactrian.connection.Settings;
import io.bactrian.demo.CompanySize;
import io.bactrian.store.Database;
import io.bactrian.store.DatabaseSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Approvals a second through the whole of {@code history}, and the same rows by bare JDBC into an empty database. */
final class DrainBench {
    static final int MEASURED = Integer.getInteger("bench.measured", 5000);
    static final int WARM_UP = Integer.getInteger("bench.warm-up", 3000);
    private static final int BATCH = 100;
    private static final int[] THREADS = {1, 2, 4};

    /** {@code h2}, or the port of a MariaDB. */
    private final String server;

    DrainBench(String server) {
        this.server = server;
    }

    void run(Worker.Findings findings) throws Exception {
        Instant to = Instant.now().minus(Duration.ofHours(1));
        Instant from = to.minus(Duration.ofDays(100));
        Instant warm =
                from.plus(Duration.between(from, to).multipliedBy(WARM_UP).dividedBy(WARM_UP + MEASURED));
        CompanySize size = CompanySize.small(from, to).withApprovals(WARM_UP + MEASURED);
        try (StandInProcess standIn = StandInProcess.replaying(size)) {
            Map<String, String> environment = new HashMap<>(standIn.environment("unlimited"));
            environment.putAll(database());
            try (Installation installation = Installation.start(Installation.freshFolder(), environment)) {
                installation.syncUsers();
                installation.history(from, warm);
                measure(installation, standIn, warm, to, findings);
                compare(BareJdbc.copyOf(installation.dataSource()), findings);
            }
        }
    }

    private static void measure(
            Installation installation, StandInProcess standIn, Instant from, Instant to, Worker.Findings findings) {
        long theirs = standIn.counted().cpuMillis();
        long ours = Processor.millis();
        long compilers = Processor.compilerMillis();
        long started = System.nanoTime();
        long read = installation.history(from, to).created();
        double seconds = (System.nanoTime() - started) / 1e9;
        findings.add("rate", read / seconds);
        findings.add("ours", (Processor.millis() - ours) / 1e3);
        findings.add("compilers", (Processor.compilerMillis() - compilers) / 1e3);
        StandInProcess.Counted counted = standIn.counted();
        findings.add("theirs", (counted.cpuMillis() - theirs) / 1e3);
        findings.add("seconds", seconds);
        findings.add("read", read);
        findings.add("refused", counted.refused());
    }

    private void compare(BareJdbc rows, Worker.Findings findings) throws Exception {
        for (int threads : THREADS) {
            try (Database database = emptyDatabase()) {
                rows.write(database.dataSource(), 0, rows.size() - MEASURED, BATCH, threads);
                findings.add(
                        "bare." + threads,
                        rows.write(database.dataSource(), rows.size() - MEASURED, rows.size(), BATCH, threads));
            }
        }
    }

    private Database emptyDatabase() throws Exception {
        var home = Installation.freshFolder();
        var settings = new Settings(SettingSource.read(home, database())::getProperty);
        return Database.open(DatabaseSettings.read(settings, home));
    }

    private Map<String, String> database() throws Exception {
        return "h2".equals(server) ? Map.of() : MariaDb.freshDatabase(server);
    }
}
