package io.bactrian.message;

import io.bactrian.BactrianRuntime;
import io.bactrian.call.Calls;
import io.bactrian.connection.Channel;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Sends one message in a process of its own, so that it can be killed. Arguments: connection or channel, user, key, the time
 * at which its clock stands, then settings.
 */
final class SendProcess {
    private static final String WAIT = "test.wait";
    private static final String READY = "ready to send";

    private SendProcess() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, String> settings = new HashMap<>();
        Stream.of(arguments)
                .skip(4)
                .forEach(line ->
                        settings.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        int exit;
        try (BactrianRuntime runtime = BactrianRuntime.start(
                Path.of("target"), Map.of(), settings, Clock.fixed(Instant.parse(arguments[3]), ZoneOffset.UTC))) {
            if (settings.containsKey(WAIT)) {
                System.out.println(READY);
                System.in.read();
            }
            Receipt receipt = Calls.request(runtime.template(), MessageRoutes.SEND, message(arguments), Receipt.class);
            exit = receipt.state() == Receipt.State.SENT ? 0 : 1;
        }
        System.exit(exit);
    }

    private static Map<String, String> message(String... arguments) {
        return message(arguments[0], arguments[1], arguments[2]);
    }

    static Map<String, String> message(String connection, String user, String key) {
        String content = "sent once, " + key;
        return connection.startsWith(Channel.PREFIX)
                ? Map.of("channel", connection.substring(Channel.PREFIX.length()), "key", key, "content", content)
                : Map.of("connection", connection, "users", user, "key", key, "content", content);
    }

    /** One that is ready, and sends as soon as it is told to by {@link #go}. */
    static Process ready(String connection, String user, String key, Instant now, Map<String, String> settings)
            throws IOException {
        Map<String, String> waiting = new HashMap<>(settings);
        waiting.put(WAIT, "true");
        Process process = builder(connection, user, key, now, waiting)
                .redirectError(Redirect.INHERIT)
                .start();
        BufferedReader said = process.inputReader();
        for (String line = said.readLine(); !READY.equals(line); line = said.readLine()) {
            if (line == null) {
                throw new IllegalStateException("The process has ended before it was ready");
            }
        }
        return process;
    }

    static void go(Process ready) throws IOException {
        ready.outputWriter().append('\n').flush();
    }

    static Process start(String connection, String user, String key, Instant now, Map<String, String> settings) {
        try {
            return builder(connection, user, key, now, settings).inheritIO().start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProcessBuilder builder(
            String connection, String user, String key, Instant now, Map<String, String> settings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SendProcess.class.getName(),
                connection,
                user,
                key,
                now.toString()));
        settings.forEach((name, value) -> command.add(name + "=" + value));
        return new ProcessBuilder(command);
    }
}
