package io.bactrian.bench;

import io.bactrian.demo.CompanySize;
import io.bactrian.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The job of every day: 400 approvals of two templates from a platform with 80 ms of latency and 20 calls a second. */
final class JobBench {
    private static final int APPROVALS = 400;
    private static final int LIMIT = 20;

    private JobBench() {}

    static void run(Worker.Findings findings) throws Exception {
        Instant to = Instant.now().minus(Duration.ofHours(1));
        Instant from = to.minus(Duration.ofDays(60));
        CompanySize size = CompanySize.small(from, to).withTemplates(2).withApprovals(APPROVALS);
        try (StandInProcess standIn = StandInProcess.start(size, Duration.ofMillis(80), LIMIT)) {
            Map<String, String> environment = new HashMap<>(standIn.environment(String.valueOf(LIMIT)));
            environment.put("PROCESS_CODE", standIn.codes());
            var home = Installation.freshFolder();
            try (Installation installation = Installation.start(home, environment)) {
                installation.syncUsers();
                findings.add("people.refused", standIn.counted().refused());
            }
            // a command of its own, as it is in life: its token counts
            try (Installation installation = Installation.start(home, environment)) {
                measure("first.", installation, standIn, from, to, findings);
                findings.add("open", installation.count("process_instance WHERE status = 'RUNNING'"));
            }
            try (Installation installation = Installation.start(home, environment)) {
                measure("second.", installation, standIn, from, to, findings);
            }
        }
    }

    private static void measure(
            String prefix,
            Installation installation,
            StandInProcess standIn,
            Instant from,
            Instant to,
            Worker.Findings findings) {
        long started = System.nanoTime();
        Run.Counts counts = installation.history(from, to);
        findings.add(prefix + "seconds", (System.nanoTime() - started) / 1e9);
        StandInProcess.Counted counted = standIn.counted();
        double span =
                Duration.between(counted.firstDetail(), counted.lastDetail()).toNanos() / 1e9;
        findings.add(prefix + "pace", (counted.details() - 1) / (span * LIMIT));
        findings.add(prefix + "calls", counted.calls());
        findings.add(prefix + "lists", counted.lists());
        findings.add(prefix + "details", counted.details());
        findings.add(prefix + "tokens", counted.tokens());
        findings.add(prefix + "refused", counted.refused());
        findings.add(prefix + "busiest", counted.busiestSecond());
        findings.add(prefix + "new", counts.created());
        findings.add(prefix + "changed", counts.changed());
    }
}
