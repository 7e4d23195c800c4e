package io.bactrian.message;

import io.bactrian.connection.Channel;
import io.bactrian.connection.Channels;
import io.bactrian.connection.Connection;
import io.bactrian.connection.Connections;
import java.util.ArrayList;
import java.util.List;

/** Through what messages can go. */
final class Senders {
    private final Connections connections;
    private final Channels channels;

    Senders(Connections connections, Channels channels) {
        this.connections = connections;
        this.channels = channels;
    }

    /** What a message goes through; a {@link MessageRefusedException} where it does not say so. */
    Connection of(Message message) {
        if (message.channel() != null) {
            if (message.connection() != null) {
                throw new MessageRefusedException("A message goes through a connection or into a channel, not both.");
            }
            return channels.find(message.channel())
                    .map(Channel::connection)
                    .orElseThrow(() -> new MessageRefusedException(
                            "There is no channel named '" + message.channel() + "'; " + named(channels.names()) + "."));
        }
        List<Connection> all = connections.all();
        if (message.connection() == null) {
            if (all.size() != 1) {
                throw new MessageRefusedException("Say through which connection the message goes; "
                        + named(all.stream().map(Connection::name).toList()) + ".");
            }
            return all.get(0);
        }
        return all.stream()
                .filter(connection -> connection.name().equals(message.connection()))
                .findFirst()
                .orElseThrow(() -> new MessageRefusedException("There is no connection named '" + message.connection()
                        + "'; " + named(all.stream().map(Connection::name).toList()) + "."));
    }

    /** All connections, and behind them those of the channels. */
    List<Connection> all() {
        List<Connection> all = new ArrayList<>(connections.all());
        channels.all().forEach(channel -> all.add(channel.connection()));
        return all;
    }

    private static String named(List<String> names) {
        return names.isEmpty() ? "there is none" : "there are: " + String.join(", ", names);
    }
}
