package io.bactrian.service;

import io.bactrian.approval.ListingLimits;
import io.bactrian.connection.Connection;
import io.bactrian.store.Sql;
import io.bactrian.store.Tables;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;

/** The templates that a connection reads, as they were listed lately, so that nobody asks for them all the time. */
final class KnownTemplates {
    private static final Duration LATELY = Duration.ofHours(1);

    private final Tables tables;
    private final Clock clock;
    private final CamelContext context;

    KnownTemplates(Tables tables, Clock clock, CamelContext context) {
        this.tables = tables;
        this.clock = clock;
        this.context = context;
    }

    /**
     * Their codes; empty when they were not listed lately and have to be, or when one listing gives the approvals of all
     * templates.
     */
    List<String> of(Connection connection) {
        if (ListingLimits.of(context, connection).listsAllAtOnce(connection)) {
            return List.of();
        }
        return connection.templates().isEmpty()
                ? tables.jdbc()
                        .queryForList(
                                Sql.of("template-codes"),
                                Map.of(
                                        "connection",
                                        connection.name(),
                                        "seenSince",
                                        clock.millis() - LATELY.toMillis()),
                                String.class)
                : connection.templates();
    }
}
