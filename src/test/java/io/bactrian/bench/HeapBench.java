package io.bactrian.bench;

import io.bactrian.demo.CompanySize;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.time.Instant;

/** The most memory that was in use after a full collection while {@code history} ran. */
final class HeapBench {
    private static final Duration SAMPLE = Duration.ofMillis(500);

    private HeapBench() {}

    static void run(int approvals, Worker.Findings findings) throws Exception {
        Instant to = Instant.now().minus(Duration.ofHours(1));
        Instant from = to.minus(Duration.ofDays(100));
        CompanySize size = CompanySize.small(from, to).withApprovals(approvals);
        try (StandInProcess standIn = StandInProcess.start(size);
                Installation installation =
                        Installation.start(Installation.freshFolder(), standIn.environment("unlimited"))) {
            installation.syncUsers();
            Sampler sampler = new Sampler();
            sampler.start();
            long stored = installation.history(from, to).created();
            findings.add("peak", sampler.peak / 1e6);
            findings.add("stored", stored);
        }
    }

    private static final class Sampler extends Thread {
        private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        private volatile long peak;

        private Sampler() {
            super("heap-sampler");
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                while (true) {
                    Thread.sleep(SAMPLE.toMillis());
                    memory.gc();
                    peak = Math.max(peak, memory.getHeapMemoryUsage().getUsed());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
