package io.bactrian.directory;

import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import java.util.Set;

/**
 * Asks for the names behind ids ({@code direct:directory-names}): a map from id to name comes out; an id without a
 * known name is not in it.
 *
 * @param mayCall whether the platform may be asked for ids that we do not know
 */
public record NamesQuery(Connection connection, Set<String> userIds, Purpose purpose, boolean mayCall) {
    public NamesQuery {
        userIds = Set.copyOf(userIds);
    }
}
