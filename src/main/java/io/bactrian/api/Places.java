package io.bactrian.api;

import io.bactrian.connection.Channel;
import io.bactrian.connection.Channels;
import io.bactrian.connection.Connection;
import io.bactrian.connection.Connections;
import io.bactrian.connection.PlatformWords;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which connection is meant by the word in an address: its name, or its platform's where only one is of that platform. What
 * robots write into groups goes through connections of channels, {@code channel.<name>}.
 */
final class Places {
    private final Connections connections;
    private final Channels channels;
    private final PlatformWords words;

    Places(Connections connections, Channels channels, PlatformWords words) {
        this.connections = connections;
        this.channels = channels;
        this.words = words;
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
                .filter(connection -> connection.platform().equals(words.platform(word)))
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

    /** Whether the word is that of a channel. */
    static boolean isChannel(String word) {
        return word.startsWith(Channel.PREFIX);
    }

    /** What goes into a group; only names of channels that {@code permissions} say something of are told. */
    Connection findChannel(String word, Permissions permissions) {
        List<Connection> all = channels.all().stream().map(Channel::connection).toList();
        return all.stream()
                .filter(connection -> connection.name().equals(word))
                .findFirst()
                .orElseThrow(() -> Refusal.badParameters("There is no channel of that name; there are: "
                        + names(all, permissions).replace(Channel.PREFIX, "") + "."));
    }

    /** The same, named by a body; {@code where} has to be of its platform. */
    Connection findChannel(String name, String where, Permissions permissions) {
        Connection channel = findChannel(Channel.PREFIX + name, permissions);
        boolean isOfItsPlatform =
                where.equals(channel.name()) || channel.platform().equals(platformOf(where) + Channel.ROBOT);
        if (!isOfItsPlatform) {
            throw Refusal.badParameters("The channel '" + name + "' is not of " + ApiRequest.shown(where)
                    + "; write it to the address of its own platform.");
        }
        return channel;
    }

    private String platformOf(String where) {
        return connections.all().stream()
                .filter(connection -> connection.name().equals(where))
                .map(Connection::platform)
                .findFirst()
                .orElse(words.platform(where));
    }

    private static String names(List<Connection> connections, Permissions permissions) {
        String names = connections.stream()
                .filter(permissions::concern)
                .map(Connection::name)
                .collect(Collectors.joining(", "));
        if (connections.isEmpty()) {
            return "none";
        }
        return names.isEmpty() ? "none that your key may see" : names;
    }
}
