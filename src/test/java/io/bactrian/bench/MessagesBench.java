package io.bactrian.bench;

import io.bactrian.BactrianRuntime;
import io.bactrian.call.Calls;
import io.bactrian.demo.Company;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.StandIn;
import io.bactrian.message.MessageRoutes;
import io.bactrian.message.Receipt;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Messages a second through the whole of {@code direct:send} into a file of H2; the stand-in is in the same JVM. */
final class MessagesBench {
    private static final int WARM_UP = 300;
    private static final int MEASURED = 1000;
    private static final int THREADS = 8;
    private static final int MANY = 2500;

    private MessagesBench() {}

    static void run(Worker.Findings findings) throws Exception {
        Company company =
                Company.of(CompanySize.small(Instant.now()).withApprovals(0).withPeople(MANY));
        try (StandIn standIn = StandIn.start(company);
                BactrianRuntime runtime = BactrianRuntime.start(
                        Installation.freshFolder(), environment(standIn), Map.of(), Clock.systemUTC())) {
            List<String> people =
                    company.members().stream().map(person -> person.userid()).toList();
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            try {
                rate(runtime, threads, people, "w", WARM_UP);
                findings.add("rate", rate(runtime, threads, people, "m", MEASURED));
            } finally {
                threads.shutdownNow();
            }
            long started = System.nanoTime();
            send(runtime, String.join(",", people), "to everybody by name");
            findings.add("many", (System.nanoTime() - started) / 1e9);
            findings.add("receivers", people.size());
        }
    }

    private static Map<String, String> environment(StandIn standIn) {
        return Map.of(
                "DINGTALK_CLIENT_ID", standIn.clientId(),
                "DINGTALK_CLIENT_SECRET", standIn.clientSecret(),
                "DINGTALK_AGENT_ID", String.valueOf(standIn.agentId()),
                "DINGTALK_API_BASE_URL", standIn.url(),
                "DINGTALK_OAPI_BASE_URL", standIn.url(),
                "DINGTALK_CALLS_PER_SECOND", "unlimited",
                "DINGTALK_MONTHLY_CALLS", "unlimited");
    }

    private static double rate(
            BactrianRuntime runtime, ExecutorService threads, List<String> people, String words, int count)
            throws Exception {
        long started = System.nanoTime();
        List<Future<Receipt>> sent = IntStream.range(0, count)
                .mapToObj(n -> threads.submit(() -> send(runtime, people.get(n % people.size()), words + n)))
                .toList();
        for (Future<Receipt> one : sent) {
            one.get();
        }
        return count / ((System.nanoTime() - started) / 1e9);
    }

    private static Receipt send(BactrianRuntime runtime, String users, String words) {
        Receipt receipt = Calls.request(
                runtime.template(), MessageRoutes.SEND, Map.of("users", users, "content", words), Receipt.class);
        if (receipt.state() != Receipt.State.SENT) {
            throw new IllegalStateException(receipt.toString());
        }
        return receipt;
    }
}
