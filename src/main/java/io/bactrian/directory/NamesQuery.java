package io.bactrian.directory;

import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Asks for the names of some ids ({@code direct:directory-names}); a map from id to name comes out, without the ids
 * whose name is not known.
 *
 * @param purpose what a call would be for
 * @param mayCall whether the platform may be asked for those that are not in the table
 * @param told names that were found elsewhere: of people and departments of {@code ids} or not
 */
public record NamesQuery(Connection connection, Set<String> ids, Purpose purpose, boolean mayCall, NamesTold told) {
    public NamesQuery {
        ids = Set.copyOf(ids);
    }

    /** Without blanks and without what cannot be an id. */
    public static NamesQuery of(Connection connection, Collection<String> ids, Purpose purpose, boolean mayCall) {
        Set<String> plausible = new LinkedHashSet<>(ids);
        plausible.removeIf(id -> !NamesTold.isPlausible(id));
        return new NamesQuery(connection, plausible, purpose, mayCall, NamesTold.NONE);
    }

    /** The same with names from elsewhere. */
    public NamesQuery withTold(NamesTold names) {
        return new NamesQuery(connection, ids, purpose, mayCall, names.plausible());
    }
}
