package io.bactrian.message;

import io.bactrian.BactrianRuntime;
import io.bactrian.call.Calls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Sends one message in a process of its own, so that it can be killed. Arguments: connection, user, key, then settings. */
final class SendProcess {
    private SendProcess() {}

    public static void main(String[] arguments) {
        Map<String, String> settings = new HashMap<>();
        Stream.of(arguments)
                .skip(3)
                .forEach(line ->
                        settings.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        try (BactrianRuntime runtime =
                BactrianRuntime.start(Path.of("target"), Map.of(), settings, Clock.systemUTC())) {
            Receipt receipt = Calls.request(runtime.template(), MessageRoutes.SEND, message(arguments), Receipt.class);
            System.exit(receipt.state() == Receipt.State.SENT ? 0 : 1);
        }
    }

    private static Map<String, String> message(String... arguments) {
        return message(arguments[0], arguments[1], arguments[2]);
    }

    static Map<String, String> message(String connection, String user, String key) {
        return Map.of("connection", connection, "users", user, "key", key, "content", "sent once, " + key);
    }

    static Process start(String connection, String user, String key, Map<String, String> settings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SendProcess.class.getName(),
                connection,
                user,
                key));
        settings.forEach((name, value) -> command.add(name + "=" + value));
        try {
            return new ProcessBuilder(command).inheritIO().start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
