package io.bactrian.approval;

import io.bactrian.connection.Connection;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells the drains of this process that something will be due, so that they need not look for it all the time. */
public final class WorkSignal {
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    /** Somebody who wants to be told. */
    interface Listener {
        /** A row of {@code connection} is due after {@code delay}. */
        void due(Connection connection, Duration delay);
    }

    void add(Listener listener) {
        listeners.add(listener);
    }

    void remove(Listener listener) {
        listeners.remove(listener);
    }

    void send(Connection connection, Duration delay) {
        listeners.forEach(listener -> listener.due(connection, delay));
    }
}
