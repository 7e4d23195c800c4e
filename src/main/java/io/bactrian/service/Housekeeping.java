package io.bactrian.service;

import io.bactrian.event.EventLedger;
import io.bactrian.message.MessageArchive;
import io.bactrian.store.Sql;
import io.bactrian.store.Tables;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets what nobody needs any more, so that no table of ours grows for ever; approvals and people stay. */
final class Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    /** In this order: what belongs to a run goes before it. */
    private static final List<String> OF_RUNS = List.of("window-forget", "problem-forget", "run-forget", "gap-forget");

    private final Tables tables;
    private final EventLedger events;
    private final MessageArchive messages;
    private final Duration keepEvents;
    private final Duration keepRuns;
    private final Duration keepAudit;
    private final Clock clock;

    Housekeeping(
            Tables tables,
            EventLedger events,
            MessageArchive messages,
            Duration keepEvents,
            Duration keepRuns,
            Duration keepAudit,
            Clock clock) {
        this.tables = tables;
        this.events = events;
        this.messages = messages;
        this.keepEvents = keepEvents;
        this.keepRuns = keepRuns;
        this.keepAudit = keepAudit;
        this.clock = clock;
    }

    void run() {
        int forgotten = events.forget(clock.millis() - keepEvents.toMillis());
        for (String statement : OF_RUNS) {
            forgotten += forget(statement, keepRuns);
        }
        forgotten += forget("audit-forget", keepAudit);
        forgotten += messages.forget();
        LOG.debug("{} old rows of the runtime's own were forgotten", forgotten);
    }

    private int forget(String statement, Duration keep) {
        Map<String, Object> before = Map.of("before", clock.millis() - keep.toMillis());
        return tables.transactions().in(() -> tables.jdbc().update(Sql.of(statement), before));
    }
}
