package io.bactrian.directory;

import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Asks for the names of some ids ({@code direct:directory-names}); a map from id to name comes out, without the ids
 * whose name is not known.
 *
 * @param purpose what a call would be for
 * @param mayCall whether the platform may be asked for those that are not in the table
 * @param told names that were found elsewhere, by id: for people whom the directory has no name for, of {@code ids} or not
 */
public record NamesQuery(
        Connection connection, Set<String> ids, Purpose purpose, boolean mayCall, Map<String, String> told) {
    private static final int LONGEST_ID = 128;

    public NamesQuery {
        ids = Set.copyOf(ids);
        told = Map.copyOf(told);
    }

    /** Without blanks and without what cannot be an id. */
    public static NamesQuery of(Connection connection, Collection<String> ids, Purpose purpose, boolean mayCall) {
        Set<String> plausible = new LinkedHashSet<>(ids);
        plausible.removeIf(id -> !isPlausible(id));
        return new NamesQuery(connection, plausible, purpose, mayCall, Map.of());
    }

    /** The same with names from elsewhere, without those that are none: blank ones, and an id in the place of a name. */
    public NamesQuery withTold(Map<String, String> names) {
        Map<String, String> plausible = new HashMap<>(names);
        plausible
                .entrySet()
                .removeIf(name -> !isPlausible(name.getKey())
                        || name.getValue() == null
                        || name.getValue().isBlank()
                        || name.getValue().strip().equalsIgnoreCase(name.getKey()));
        return new NamesQuery(connection, ids, purpose, mayCall, plausible);
    }

    private static boolean isPlausible(String id) {
        return id != null && !id.isBlank() && id.length() <= LONGEST_ID;
    }
}
