package io.bactrian.api;

import io.bactrian.connection.Connection;
import io.bactrian.connection.Connections;
import java.util.List;
import java.util.stream.Collectors;

/** Which connection is meant by the word in an address: its name, or its platform's where only one is of that platform. */
final class Places {
    /** Another word for WeCom. */
    private static final String WECHAT = "wechat";

    private static final String WECOM = "wecom";

    private final Connections connections;

    Places(Connections connections) {
        this.connections = connections;
    }

    /** The platform's own word. */
    static String platform(String word) {
        return WECHAT.equals(word) ? WECOM : word;
    }

    /** Only names of connections that {@code permissions} say something of are told. */
    Connection find(String word, Permissions permissions) {
        List<Connection> all = connections.all();
        for (Connection connection : all) {
            if (connection.name().equals(word)) {
                return connection;
            }
        }
        List<Connection> ofPlatform = all.stream()
                .filter(connection -> connection.platform().equals(platform(word)))
                .toList();
        if (ofPlatform.size() == 1) {
            return ofPlatform.get(0);
        }
        throw Refusal.badParameters(
                ofPlatform.isEmpty()
                        ? "There is no connection or platform of that name; there are: " + names(all, permissions) + "."
                        : "There are several connections of that platform; say which one: "
                                + names(ofPlatform, permissions) + ".");
    }

    private static String names(List<Connection> connections, Permissions permissions) {
        String names = connections.stream()
                .filter(permissions::concern)
                .map(Connection::name)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "none that your key may see" : names;
    }
}
