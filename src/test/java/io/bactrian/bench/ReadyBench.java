package io.bactrian.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * From the start of {@code ./bactrian run} in a folder of its own to the moment at which it says that it is ready, with and
 * without Java's archive of classes.
 */
final class ReadyBench {
    private static final int TIMES = 5;
    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private ReadyBench() {}

    static void run(Worker.Findings findings) throws Exception {
        try (StreamProcess company = StreamProcess.start()) {
            LiveDatabase database = LiveDatabase.of("h2");
            Map<String, String> environment = database.environment(company.environment("unlimited"));
            Path home = install(database.home());
            findings.add("first", launch(home, environment));
            report("plain", home, environment, findings);
            Path log = home.resolve("prepare.log");
            ProcessBuilder prepare =
                    command(home, "prepare").redirectErrorStream(true).redirectOutput(log.toFile());
            if (prepare.start().waitFor() != 0) {
                throw new IllegalStateException("there is no archive of classes; see " + log);
            }
            report("prepared", home, environment, findings);
        }
    }

    /** The jars and the launcher, as an operator copies them. */
    private static Path install(Path home) throws IOException {
        for (String name : List.of("bactrian", "application.properties")) {
            Files.copy(Path.of(name), home.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        }
        for (Path folder : List.of(Path.of("routes"), Path.of("target", "lib"))) {
            Path copy = Files.createDirectory(home.resolve(folder.getFileName()));
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        Files.copy(Path.of("target", "bactrian.jar"), home.resolve("bactrian.jar"), StandardCopyOption.COPY_ATTRIBUTES);
        return home;
    }

    private static void report(String name, Path home, Map<String, String> environment, Worker.Findings findings)
            throws Exception {
        double[] seconds = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            seconds[i] = launch(home, environment);
        }
        Arrays.sort(seconds);
        findings.add(name + ".median", seconds[TIMES / 2]);
        findings.add(name + ".worst", seconds[TIMES - 1]);
    }

    private static ProcessBuilder command(Path home, String word) {
        ProcessBuilder command = new ProcessBuilder(home.resolve("bactrian").toString(), word);
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return command;
    }

    private static double launch(Path home, Map<String, String> environment) throws Exception {
        ProcessBuilder command = command(home, "run");
        command.environment().putAll(environment);
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
