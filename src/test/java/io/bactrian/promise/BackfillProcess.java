package io.bactrian.promise;

import io.bactrian.BactrianRuntime;
import io.bactrian.store.TestProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A backfill in a process of its own, so that it can be killed. Arguments: days, then settings as {@code key=value}. */
final class BackfillProcess {
    private BackfillProcess() {}

    public static void main(String[] arguments) {
        Map<String, String> settings = World.settingsOf(Stream.of(arguments).skip(1));
        System.exit(run(Integer.parseInt(arguments[0]), settings).equals("succeeded") ? 0 : 1);
    }

    private static String run(int days, Map<String, String> settings) {
        try (BactrianRuntime runtime = BactrianRuntime.start(
                Path.of(System.getProperty("bactrian.test.home")), Map.of(), settings, new TravelClock())) {
            return World.history(runtime, days, false).state();
        }
    }

    static Process start(int days, Map<String, String> settings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dbactrian.test.home=" + TestProcess.home(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                BackfillProcess.class.getName(),
                String.valueOf(days)));
        settings.forEach((key, value) -> command.add(key + "=" + value));
        try {
            return new ProcessBuilder(command).inheritIO().start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
