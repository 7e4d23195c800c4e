package io.bactrian;

import io.bactrian.store.TestProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An installation whose routes are written one file after the other, and that is started with them. */
record RoutesAtHome(Path home) {
    private static final Map<String, String> BEAN = Map.of("camel.beans.list", "#class:java.util.ArrayList");

    void write(String file, String id, String input, String step) throws IOException {
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(home.resolve("routes").resolve(file + ".camel.yaml"), """
                - route:
                    id: %s
                    from:
                      uri: %s
                      steps:
                        - %s
                """.formatted(id, input, step));
    }

    BactrianRuntime start() {
        Map<String, String> environment = Map.of("DINGTALK_CLIENT_ID", "a", "DINGTALK_CLIENT_SECRET", "b");
        return BactrianRuntime.start(home, environment, BEAN, Clock.systemUTC());
    }

    BactrianRuntime serveNorth() {
        return serveNorth(Map.of());
    }

    BactrianRuntime serveNorth(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(BEAN);
        settings.putAll(more);
        for (String name : List.of("north", "south")) {
            settings.put("connection." + name + ".platform", "dingtalk");
            settings.put("connection." + name + ".client-id", name);
            settings.put("connection." + name + ".client-secret", "b");
        }
        settings.put("http.listen", "127.0.0.1:" + TestProcess.freePort());
        settings.put("management.listen", "127.0.0.1:" + TestProcess.freePort());
        return BactrianRuntime.serve(home, Map.of(), settings, Clock.systemUTC(), Optional.of("north"));
    }
}
