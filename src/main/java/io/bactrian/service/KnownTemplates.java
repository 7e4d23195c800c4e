package io.bactrian.service;

import io.bactrian.connection.Connection;
import io.bactrian.store.Sql;
import io.bactrian.store.Tables;
import java.util.List;
import java.util.Map;

/** The templates that a connection reads, as they were listed last, so that nobody asks for them all the time. */
final class KnownTemplates {
    private final Tables tables;

    KnownTemplates(Tables tables) {
        this.tables = tables;
    }

    /** Their codes; empty when they were never listed. */
    List<String> of(Connection connection) {
        return connection.templates().isEmpty()
                ? tables.jdbc()
                        .queryForList(Sql.of("template-codes"), Map.of("connection", connection.name()), String.class)
                : connection.templates();
    }
}
