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
 */
public record NamesQuery(Connection connection, Set<String> ids, Purpose purpose, boolean mayCall) {
    private static final int LONGEST_ID = 128;

    public NamesQuery {
        ids = Set.copyOf(ids);
    }

    /** Without blanks and without what cannot be an id. */
    public static NamesQuery of(Connection connection, Collection<String> ids, Purpose purpose, boolean mayCall) {
        Set<String> plausible = new LinkedHashSet<>(ids);
        plausible.removeIf(id -> id == null || id.isBlank() || id.length() > LONGEST_ID);
        return new NamesQuery(connection, plausible, purpose, mayCall);
    }
}
