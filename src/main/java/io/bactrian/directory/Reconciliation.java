package io.bactrian.directory;

import io.bactrian.connection.Connection;
import io.bactrian.store.Sql;
import io.bactrian.store.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Marks who and what a complete reading did not see. Nothing is deleted; and when more than the set share would be
 * marked, it is more likely that the app lost sight of the company than that so many left: then nothing is marked.
 * Thread-safe.
 */
final class Reconciliation {
    private final Clock clock;
    private final ZoneId zone;
    private final NamedParameterJdbcTemplate jdbc;
    private final Transactions transactions;
    private final int goneShare;

    Reconciliation(
            Clock clock, ZoneId zone, NamedParameterJdbcTemplate jdbc, Transactions transactions, int goneShare) {
        this.clock = clock;
        this.zone = zone;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.goneShare = goneShare;
    }

    /** Marks what a complete reading, begun at {@code since}, did not see. */
    DirectoryOutcome mark(Connection connection, Instant since) {
        MapSqlParameterSource parameters = new MapSqlParameterSource("connection", connection.name())
                .addValue("since", since.toEpochMilli())
                .addValue("now", clock.millis())
                .addValue("update_time", Columns.time(clock.instant(), zone));
        return transactions.in(() -> mark(parameters));
    }

    private DirectoryOutcome mark(MapSqlParameterSource parameters) {
        long members = count("member-active-count", parameters);
        long left = count("member-unseen-count", parameters);
        long departments = count("department-active-count", parameters);
        long gone = count("department-unseen-count", parameters);
        if (left * 100 > members * goneShare || gone * 100 > departments * goneShare) {
            return new DirectoryOutcome(
                    true,
                    0,
                    0,
                    left + " of " + members + " members would have been marked as left and " + gone + " of "
                            + departments + " departments as gone, which is more than the " + goneShare
                            + " percent that directory.gone-share (DIRECTORY_GONE_SHARE) allows, so nothing was marked;"
                            + " check that the app still sees the whole company, or raise the setting for one run.");
        }
        jdbc.query(Sql.of("member-unseen-hold"), parameters, row -> {});
        jdbc.query(Sql.of("department-unseen-hold"), parameters, row -> {});
        return new DirectoryOutcome(
                true,
                jdbc.update(Sql.of("member-mark-left"), parameters),
                jdbc.update(Sql.of("department-mark-gone"), parameters),
                null);
    }

    private long count(String statement, MapSqlParameterSource parameters) {
        Long count = jdbc.queryForObject(Sql.of(statement), parameters, Long.class);
        return count == null ? 0 : count;
    }
}
