package io.bactrian.approval;

import io.bactrian.approval.WorkItem.Foretold;
import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import io.bactrian.store.Sql;
import io.bactrian.store.Upserts;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** The work that events make: due after a settling time, so that several events are one call. */
public final class EventWork {
    private final Clock clock;
    private final NamedParameterJdbcTemplate jdbc;
    private final WorkSignal signal;
    private final Duration settle;

    public EventWork(Clock clock, NamedParameterJdbcTemplate jdbc, WorkSignal signal, Duration settle) {
        this.clock = clock;
        this.jdbc = jdbc;
        this.signal = signal;
        this.settle = settle;
    }

    /** What is to be done with an approval. */
    enum Need {
        /** One call, and everything that comes of it. */
        READ,
        /** No call: the event said everything, and the operator's routes are to be told. */
        TELL
    }

    /**
     * One approval.
     *
     * @param templateCode {@code null} where the event does not say it
     * @param foretold {@code null} where the event foretells nothing
     * @param before {@code null} where the event has not changed the row
     */
    record Entry(String id, String templateCode, Need need, Foretold foretold, BeforeEvents before) {}

    /** Puts approvals on the list. Joins the transaction. */
    void add(Connection connection, List<Entry> entries) {
        long now = clock.millis();
        SqlParameterSource[] rows = entries.stream()
                .map(entry -> new MapSqlParameterSource()
                        .addValue("connection", connection.name())
                        .addValue("id", entry.id)
                        .addValue("code", entry.templateCode)
                        .addValue("purpose", Purpose.LIVE.code())
                        .addValue("priority", Purpose.LIVE.priority())
                        .addValue("dueAt", now + settle.toMillis())
                        .addValue("now", now)
                        .addValue("need", entry.need.name().toLowerCase(Locale.ROOT))
                        .addValue("foretold", entry.foretold == null ? null : entry.foretold.code())
                        .addValue("before", entry.before == null ? null : entry.before.json()))
                .toArray(SqlParameterSource[]::new);
        if (rows.length > 0) {
            Upserts.batch(jdbc, Sql.of("work-add-event"), rows);
        }
    }

    /** To be told after the commit. */
    void signal(Connection connection) {
        signal.send(connection, settle);
    }
}
