package io.bactrian.event;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** How the streams are that this process holds. Thread-safe. */
public final class StreamStates {
    private final Map<String, StreamState> states = new ConcurrentSkipListMap<>();

    public void set(StreamState state) {
        states.put(state.connection(), state);
    }

    /** This process does not hold that stream any more. */
    public void remove(String connection) {
        states.remove(connection);
    }

    public Optional<StreamState> of(String connection) {
        return Optional.ofNullable(states.get(connection));
    }

    /** All of them, by name. */
    public List<StreamState> all() {
        return List.copyOf(states.values());
    }
}
