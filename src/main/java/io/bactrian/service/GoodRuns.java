package io.bactrian.service;

import io.bactrian.connection.Connection;
import io.bactrian.store.Sql;
import io.bactrian.store.Tables;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs that did all they had to do. */
final class GoodRuns {
    private final Tables tables;

    GoodRuns(Tables tables) {
        this.tables = tables;
    }

    /**
     * One of them.
     *
     * @param hasFound whether it found anything that we did not know
     */
    record GoodRun(Instant startedAt, boolean hasFound) {}

    /** Those that were started since, the newest first. */
    List<GoodRun> since(Connection connection, String command, Instant since) {
        return tables.jdbc()
                .query(
                        Sql.of("run-good"),
                        Map.of("connection", connection.name(), "command", command, "since", since.toEpochMilli()),
                        (row, n) -> new GoodRun(
                                Instant.ofEpochMilli(row.getLong("started_at")),
                                row.getLong("items_new") + row.getLong("items_changed") + row.getLong("items_failed")
                                        > 0));
    }

    /** When the newest of them was started. */
    Optional<Instant> latest(Connection connection, String command, Instant since) {
        return since(connection, command, since).stream()
                .map(GoodRun::startedAt)
                .findFirst();
    }
}
