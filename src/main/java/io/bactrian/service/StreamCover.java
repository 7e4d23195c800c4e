package io.bactrian.service;

import io.bactrian.connection.Connection;
import io.bactrian.connection.EventSettings;
import io.bactrian.store.Sql;
import io.bactrian.store.Tables;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the stream has told of everything, so that asking would find nothing. It is believed only as long as it is
 * checked: it must have told of approvals at all, must have no gap that was not made good, and the looks of
 * the last while must have found nothing that it had not told. After that while there is another look in any case.
 */
final class StreamCover {
    private final Tables tables;
    private final GoodRuns goodRuns;
    private final Clock clock;
    private final Duration believedFor;

    StreamCover(Tables tables, GoodRuns goodRuns, Clock clock, Duration believedFor) {
        this.tables = tables;
        this.goodRuns = goodRuns;
        this.clock = clock;
        this.believedFor = believedFor;
    }

    /** Why {@code command} would find nothing; empty when it may. */
    Optional<String> reason(Connection connection, String command) {
        if (connection.events().source() != EventSettings.Source.STREAM || !hasTold(connection)) {
            return Optional.empty();
        }
        List<GoodRuns.GoodRun> looks =
                goodRuns.since(connection, command, clock.instant().minus(believedFor));
        if (looks.isEmpty() || looks.stream().anyMatch(GoodRuns.GoodRun::hasFound)) {
            return Optional.empty();
        }
        Instant lastLook = looks.get(0).startedAt();
        return hasNoOpenGap(connection)
                ? Optional.of("the stream has told of everything since " + lastLook)
                : Optional.empty();
    }

    private boolean hasTold(Connection connection) {
        Integer told = tables.jdbc()
                .queryForObject(Sql.of("event-arrived"), Map.of("connection", connection.name()), Integer.class);
        return told != null && told > 0;
    }

    private boolean hasNoOpenGap(Connection connection) {
        Integer open = tables.jdbc()
                .queryForObject(Sql.of("stream-open-gaps"), Map.of("connection", connection.name()), Integer.class);
        return open != null && open == 0;
    }
}
