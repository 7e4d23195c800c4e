package io.bactrian.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The empty database of a service that is measured. */
record LiveDatabase(Path home, Map<String, String> environment) {
    /** {@code server} is {@code h2}, or the port of a MariaDB. */
    static LiveDatabase of(String server) throws Exception {
        Path home = Installation.freshFolder();
        return new LiveDatabase(home, "h2".equals(server) ? Map.of() : MariaDb.freshDatabase(server));
    }

    /** Starts a service, and waits until it listens to the stream. */
    Installation serve(Map<String, String> company) {
        return serve(company, Path.of("routes"));
    }

    /** The same with a folder of routes. */
    Installation serve(Map<String, String> company, Path routes) {
        Installation service = Installation.serve(home, environment(company), routes);
        service.awaitStream();
        return service;
    }

    /** Everything that a service of that company is told. */
    Map<String, String> environment(Map<String, String> company) {
        Map<String, String> all = new HashMap<>(company);
        all.putAll(environment);
        all.put("BACTRIAN_HTTP", freeAddress());
        all.put("BACTRIAN_MANAGEMENT", freeAddress());
        return all;
    }

    /** The same as settings. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("db.folder", home.toString());
        environment.forEach(
                (name, value) -> settings.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value));
        return settings;
    }

    private static String freeAddress() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "127.0.0.1:" + socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
