package io.bactrian;

import io.bactrian.connection.Channel;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** The settings that routes may use: everything but the ways into the platforms, the database and the service. */
final class RouteSettings {
    private static final List<String> HIDDEN =
            List.of("connection.", "db.", "management.", "tls.", Channel.PREFIX, "api.key.");

    private RouteSettings() {}

    /** {@code serving} is {@code null} for whoever is no service. */
    static Properties visible(Properties all, Path routes, Serving serving) {
        Properties visible = new Properties();
        all.forEach((key, value) -> {
            if (HIDDEN.stream().noneMatch(((String) key)::startsWith)) {
                visible.put(key, value);
            }
        });
        // absolute, because a route may read a file beside it wherever the command was started
        visible.put("bactrian.routes", routes.toAbsolutePath().toString());
        if (serving != null) {
            visible.putAll(serving.servers());
        }
        return visible;
    }
}
