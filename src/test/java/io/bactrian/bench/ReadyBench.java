package io.bactrian.bench;

import io.bactrian.Bactrian;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;

/** From the start of the process of {@code ./bactrian run} to the moment at which it says that it is ready. */
final class ReadyBench {
    private static final int TIMES = 5;
    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private ReadyBench() {}

    static void run(Worker.Findings findings) throws Exception {
        try (StreamProcess company = StreamProcess.start()) {
            LiveDatabase database = LiveDatabase.of("h2");
            Map<String, String> environment = database.environment(company.environment("unlimited"));
            findings.add("first", launch(database.home(), environment));
            double[] seconds = new double[TIMES];
            for (int i = 0; i < TIMES; i++) {
                seconds[i] = launch(database.home(), environment);
            }
            double[] sorted = DoubleStream.of(seconds).sorted().toArray();
            findings.add("median", sorted[TIMES / 2]);
            findings.add("worst", sorted[TIMES - 1]);
        }
    }

    private static double launch(Path home, Map<String, String> environment) throws Exception {
        ProcessBuilder command = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Dbactrian.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                Bactrian.class.getName(),
                "run"));
        command.environment().putAll(environment);
        command.environment()
                .put("BACTRIAN_ROUTES", Path.of("routes").toAbsolutePath().toString());
        long started = System.nanoTime();
        Process service = command.redirectErrorStream(true)
                .redirectOutput(home.resolve("run.log").toFile())
                .start();
        try {
            URI ready = URI.create("http://" + environment.get("BACTRIAN_MANAGEMENT") + "/observe/health/ready");
            while (!isUp(ready)) {
                if (!service.isAlive() || System.nanoTime() - started > PATIENCE.toNanos()) {
                    throw new IllegalStateException("it was never ready; see " + home.resolve("run.log"));
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
            return (System.nanoTime() - started) / 1e9;
        } finally {
            service.destroy();
            service.waitFor();
        }
    }

    private static boolean isUp(URI ready) {
        try {
            HttpURLConnection connection = (HttpURLConnection) ready.toURL().openConnection();
            return connection.getResponseCode() == OK;
        } catch (IOException e) {
            return false;
        }
    }
}
