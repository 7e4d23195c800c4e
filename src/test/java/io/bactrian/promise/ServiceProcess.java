package io.bactrian.promise;

import io.bactrian.Bactrian;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** {@code ./bactrian run} in a process of its own, so that it can be stopped and killed. */
public final class ServiceProcess {
    private ServiceProcess() {}

    /** Starts it with {@code home} as its folder, in which {@code settings} are written down. */
    static Process start(Path home, Map<String, String> settings) {
        return start(command(home, settings).inheritIO());
    }

    /** The same with more variables in its environment; all that it writes goes to {@code output}. */
    public static Process start(Path home, Map<String, String> settings, Map<String, String> environment, Path output) {
        ProcessBuilder process =
                command(home, settings).redirectErrorStream(true).redirectOutput(output.toFile());
        process.environment().putAll(environment);
        return start(process);
    }

    private static Process start(ProcessBuilder process) {
        try {
            return process.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessBuilder command(Path home, Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        try {
            Files.createDirectories(home);
            try (var file = Files.newBufferedWriter(home.resolve("application.properties"))) {
                properties.store(file, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dbactrian.home=" + home,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Bactrian.class.getName(),
                "run"));
    }
}
