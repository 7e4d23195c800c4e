package io.bactrian.connection;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The connections of this runtime by name. Immutable. */
public final class Connections {
    private final Map<String, Connection> byName;

    public Connections(Collection<Connection> connections) {
        Map<String, Connection> map = new LinkedHashMap<>();
        connections.forEach(connection -> map.put(connection.name(), connection));
        byName = map;
    }

    /** The connection of that name, or a {@link SettingException} that lists those there are. */
    public Connection get(String name) {
        Connection connection = byName.get(name);
        if (connection == null) {
            throw new SettingException("There is no connection named '" + name + "'; there are: "
                    + String.join(", ", byName.keySet()) + ".");
        }
        return connection;
    }

    public List<Connection> all() {
        return List.copyOf(byName.values());
    }
}
