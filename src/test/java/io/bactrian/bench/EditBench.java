package io.bactrian.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** What the platform notices of edits: how long its events wait for their answers while the routes are replaced. */
final class EditBench {
    private static final int RATE = 100;
    private static final int SECONDS = 20;
    private static final int BEGINNING_RATE = 150;
    private static final long EDIT_EVERY = TimeUnit.MILLISECONDS.toNanos(1000);
    private static final String FILE = "dingtalk-stream.camel.yaml";

    private EditBench() {}

    static void run(Worker.Findings findings) throws Exception {
        Path routes = Files.createDirectories(Installation.freshFolder().resolve("routes"));
        try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
            for (Path file : shipped.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        try (StreamProcess company = StreamProcess.start();
                Installation service = LiveDatabase.of("h2").serve(company.environment("unlimited"), routes)) {
            service.syncUsers();
            measure(service, company, () -> {});
            measure(service, company, () -> {}).times().report("still.", findings);
            int[] edits = new int[1];
            StreamProcess.Answers edited = measure(service, company, () -> edit(routes, ++edits[0]));
            edited.times().report("edited.", findings);
            findings.add("others", edited.others());
            findings.add("edits", edits[0]);
            findings.add("lost", service.count("process_instance WHERE status = 'RUNNING'"));
        }
    }

    private static StreamProcess.Answers measure(Installation service, StreamProcess company, Runnable meanwhile) {
        long before = service.count("process_instance");
        List<String> ids = company.begin(SECONDS * RATE, BEGINNING_RATE);
        service.settle(before + ids.size());
        company.answers();
        CompletableFuture<Map<String, Instant>> pushes = CompletableFuture.supplyAsync(() -> company.revoke(ids, RATE));
        while (!pushes.isDone()) {
            meanwhile.run();
            LockSupport.parkNanos(EDIT_EVERY);
        }
        service.settle(before + ids.size());
        return company.answers();
    }

    private static void edit(Path routes, int number) {
        try {
            Path file = routes.resolve(FILE);
            String text = Files.readString(file).replaceAll("description: .*", "description: Edit " + number + ".");
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
