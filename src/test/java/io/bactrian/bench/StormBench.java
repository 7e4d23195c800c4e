package io.bactrian.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Many events at once, while no more than 20 details may be read a second. */
final class StormBench {
    static final int CALLS = 20;
    static final int ENDING = 200;
    private static final int WARM_UP_RATE = 100;
    private static final int STARTING = 500;
    /** Enough to read for as long as the storm lasts. */
    private static final int BUSY = 3 * CALLS;

    private StormBench() {}

    static void run(LiveDatabase database, boolean quick, Worker.Findings findings) throws Exception {
        int ending = quick ? ENDING / 5 : ENDING;
        try (StreamProcess company = StreamProcess.start()) {
            List<String> ids;
            try (Installation service = database.serve(company.environment("unlimited"))) {
                service.syncUsers();
                ids = company.begin(ending, WARM_UP_RATE);
                service.settle(ending);
            }
            company.limit(CALLS);
            try (Installation service = database.serve(company.environment(String.valueOf(CALLS)))) {
                // the time between the two was a gap, and what was open in it is read again
                service.settle(ending);
                company.answers();
                manyEnd(service, company, ids, findings);
                manyEvents(service, company, findings);
            }
        }
    }

    private static void manyEnd(Installation service, StreamProcess company, List<String> ids, Worker.Findings findings)
            throws Exception {
        CompletableFuture<Map<String, Instant>> pushed = CompletableFuture.supplyAsync(() -> company.agree(ids));
        service.await(() -> service.count("process_instance WHERE status = 'COMPLETED'") == ids.size());
        Instant shown = Instant.now();
        Map<String, Instant> pushes = pushed.get(1, TimeUnit.MINUTES);
        Instant first = Collections.min(pushes.values());
        service.settle(ids.size());
        Instant stored = Instant.now();
        findings.add("ending.n", ids.size());
        findings.add("ending.states", seconds(first, shown));
        findings.add("ending.pushed", seconds(first, Collections.max(pushes.values())));
        StreamProcess.Details details = company.details();
        findings.add("ending.first", seconds(first, details.first()));
        findings.add("ending.last", seconds(first, details.last()));
        findings.add("ending.stored", seconds(first, stored));
        findings.add("ending.details", details.calls());
        findings.add("ending.refused", details.refused());
        report("ending.", company.answers(), findings);
    }

    private static void manyEvents(Installation service, StreamProcess company, Worker.Findings findings)
            throws Exception {
        company.begin(BUSY, 0);
        service.await(() -> company.details().calls() > 0);
        company.answers();
        company.begin(STARTING, 0);
        StreamProcess.Answers answers = company.answers();
        report("starting.", answers, findings);
    }

    private static void report(String prefix, StreamProcess.Answers answers, Worker.Findings findings) {
        answers.times().report(prefix + "answer.", findings);
        findings.add(prefix + "others", answers.others());
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }
}
