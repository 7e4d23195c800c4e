package io.bactrian.directory;

import io.bactrian.call.Calls;
import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import java.util.Collection;
import java.util.Map;
import org.apache.camel.ProducerTemplate;

/** The names of people by their ids, for whoever shows them. Thread-safe. */
public final class MemberNames {
    private final ProducerTemplate template;

    public MemberNames(ProducerTemplate template) {
        this.template = template;
    }

    /**
     * The names of those ids that have one; the platform is asked for the ones that nobody has asked for before.
     *
     * @param purpose what such a call is for
     */
    public Map<String, String> find(Connection connection, Collection<String> ids, Purpose purpose) {
        return find(NamesQuery.of(connection, ids, purpose, true));
    }

    /** The names of those ids that have one in memory or in the table; nobody is asked. */
    public Map<String, String> known(Connection connection, Collection<String> ids) {
        return find(NamesQuery.of(connection, ids, Purpose.PEOPLE, false));
    }

    @SuppressWarnings("unchecked")
    private Map<String, String> find(NamesQuery query) {
        return query.ids().isEmpty() ? Map.of() : Calls.request(template, NamesRoutes.NAMES, query, Map.class);
    }
}
