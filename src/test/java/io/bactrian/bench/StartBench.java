package io.bactrian.bench;

import io.bactrian.demo.CompanySize;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.DoubleStream;

/** From the start of a JVM to the first call that the platform sees, on tables that are there already. */
final class StartBench {
    private static final int TIMES = 7;

    private StartBench() {}

    static void run(Worker.Findings findings) throws Exception {
        Instant to = Instant.now().minus(Duration.ofHours(1));
        Instant from = to.minus(Duration.ofDays(60));
        try (StandInProcess standIn = StandInProcess.start(CompanySize.small(from, to))) {
            Map<String, String> environment = new HashMap<>(standIn.environment("20"));
            environment.put("PROCESS_CODE", standIn.codes());
            Path home = Installation.freshFolder();
            double[] ready = new double[TIMES];
            double[] firstCall = new double[TIMES];
            findings.add("first", launch(home, environment));
            standIn.counted();
            for (int i = 0; i < TIMES; i++) {
                Instant started = Instant.now();
                ready[i] = launch(home, environment);
                firstCall[i] = Duration.between(started, standIn.counted().firstToken())
                                .toMillis()
                        / 1e3;
            }
            findings.add("ready", median(ready));
            findings.add("call", median(firstCall));
        }
    }

    private static double median(double[] values) {
        return DoubleStream.of(values).sorted().toArray()[values.length / 2];
    }

    /** Starts a JVM that lists one day; the seconds that the runtime took to be ready. */
    private static double launch(Path home, Map<String, String> environment) throws IOException {
        Object[] arguments = new Object[environment.size() + 2];
        arguments[0] = "launch";
        arguments[1] = home;
        int i = 2;
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            arguments[i++] = variable.getKey() + "=" + variable.getValue();
        }
        try (Child child = Child.start(Worker.class, "512m", arguments)) {
            String ready = child.line();
            child.line();
            return Double.parseDouble(ready);
        }
    }

    /** The other side. */
    static double launched(String[] args) {
        Map<String, String> environment = new HashMap<>();
        for (int i = 2; i < args.length; i++) {
            String[] variable = args[i].split("=", 2);
            environment.put(variable[0], variable[1]);
        }
        long started = System.nanoTime();
        try (Installation installation = Installation.start(Path.of(args[1]), environment)) {
            double ready = (System.nanoTime() - started) / 1e9;
            Instant now = Instant.now();
            installation.history(now.minus(Duration.ofDays(1)), now);
            return ready;
        }
    }
}
