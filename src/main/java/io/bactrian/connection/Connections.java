package io.bactrian.connection;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The connections of this runtime by name. Immutable. */
public final class Connections {
    private final Map<String, Connection> byName;
    /** Configured, but somebody else's. */
    private final Set<String> elsewhere;

    public Connections(Collection<Connection> connections) {
        Map<String, Connection> map = new LinkedHashMap<>();
        connections.forEach(connection -> map.put(connection.name(), connection));
        byName = map;
        elsewhere = Set.of();
    }

    private Connections(Connection only, Set<String> elsewhere) {
        this.byName = Map.of(only.name(), only);
        this.elsewhere = elsewhere;
    }

    /** That one alone; of the others only the names are known. */
    public Connections only(String name) {
        Set<String> others = new HashSet<>(byName.keySet());
        others.remove(name);
        return new Connections(get(name), Set.copyOf(others));
    }

    /** Whether it is configured, and left to another process. */
    public boolean isElsewhere(String name) {
        return elsewhere.contains(name);
    }

    /** The connection of that name, or a {@link SettingException} that lists those there are. */
    public Connection get(String name) {
        Connection connection = byName.get(name);
        if (connection == null && isElsewhere(name)) {
            throw new SettingException("The connection '" + name + "' is not served here, only: "
                    + String.join(", ", byName.keySet()) + ".");
        }
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
