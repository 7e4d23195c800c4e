package io.bactrian.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.bactrian.connection.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * Names in memory, and ids that have none. What another process writes is noticed after some minutes, what this one
 * writes at once. Thread-safe.
 */
final class NameCache {
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final Cache<Key, Optional<String>> names;

    /** Keeps {@code size} names at most. */
    NameCache(long size) {
        names = Caffeine.newBuilder().maximumSize(size).expireAfterWrite(FRESH).build();
    }

    /** The name, empty for an id that is known to have none, or {@code null} when nothing is known here. */
    Optional<String> get(Connection connection, String id) {
        return names.getIfPresent(new Key(connection.name(), id));
    }

    void put(Connection connection, String id, String name) {
        names.put(new Key(connection.name(), id), Optional.ofNullable(name));
    }

    void forget(Connection connection, Collection<String> ids) {
        ids.forEach(id -> names.invalidate(new Key(connection.name(), id)));
    }

    private record Key(String connection, String id) {}
}
