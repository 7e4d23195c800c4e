package io.bactrian.service;

import io.bactrian.connection.Connection;
import io.bactrian.store.Sql;
import io.bactrian.store.Tables;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The templates that a connection reads, as they were listed lately, so that nobody asks for them all the time. */
final class KnownTemplates {
    private static final Duration LATELY = Duration.ofHours(1);

    private final Tables tables;
    private final Clock clock;

    KnownTemplates(Tables tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    /** Their codes; empty when they were not listed lately, and have to be. */
    List<String> of(Connection connection) {
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
