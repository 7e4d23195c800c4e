package io.bactrian.connection;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The channels of this runtime by name. Immutable. */
public final class Channels {
    public static final Channels NONE = new Channels(List.of());

    private final Map<String, Channel> byName;

    public Channels(Collection<Channel> channels) {
        Map<String, Channel> map = new LinkedHashMap<>();
        channels.forEach(channel -> map.put(channel.name(), channel));
        byName = map;
    }

    /** The channel of that name. */
    public Optional<Channel> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The channel whose calls go through that connection. */
    public Optional<Channel> of(Connection connection) {
        return byName.values().stream()
                .filter(channel -> channel.connection().name().equals(connection.name()))
                .findFirst();
    }

    public List<Channel> all() {
        return List.copyOf(byName.values());
    }

    /** Their names. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }
}
