package io.bactrian.store;

import java.util.Collection;
import java.util.List;

/**
 * Keys for {@code (connection_name, id) IN (:keys)}. Rows rather than ids beside a connection: H2 answers only these
 * from an index that begins with the connection, and MySQL and MariaDB answer both from it.
 */
public final class Keys {
    private Keys() {}

    /** The keys of those ids of one connection. */
    public static List<Object[]> of(String connection, Collection<String> ids) {
        return ids.stream().map(id -> new Object[] {connection, id}).toList();
    }

    /** The keys of those ids of one kind and connection. */
    public static List<Object[]> of(String connection, String kind, Collection<String> ids) {
        return ids.stream().map(id -> new Object[] {connection, kind, id}).toList();
    }
}
