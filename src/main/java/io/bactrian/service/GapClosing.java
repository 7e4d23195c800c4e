package io.bactrian.service;

import io.bactrian.approval.ApprovalRoutes;
import io.bactrian.approval.HistoryRequest;
import io.bactrian.approval.Intake;
import io.bactrian.approval.Sweep;
import io.bactrian.approval.WorkList;
import io.bactrian.call.CallException;
import io.bactrian.call.Calls;
import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import io.bactrian.event.Gap;
import io.bactrian.event.Gaps;
import io.bactrian.run.Run;
import io.bactrian.run.RunLedger;
import io.bactrian.run.StopSignal;
import io.bactrian.store.Sql;
import io.bactrian.store.Tables;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After a gap of the stream: puts on the list exactly what may have changed in it. That is what was started since it
 * began, and what was open. Reading an open approval is the only way to learn who has to act next and costs one call, so
 * where more are open than a set number they are listed at once, twenty a call, which finds those that have ended, and
 * the others are spread over the days that the month's calls ask for.
 */
final class GapClosing {
    private static final Logger LOG = LoggerFactory.getLogger(GapClosing.class);
    private static final String COMMAND = "gap";
    /** Clocks differ, and what was started in the last moment before the gap may not have been told. */
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    private final Tables tables;
    private final KnownTemplates templates;
    private final Gaps gaps;
    private final LiveRuns runs;
    private final ProducerTemplate template;
    private final WorkList workList;
    private final Clock clock;
    private final int mostReads;
    private final Duration rest;
    private final DailyShare share;
    private final Map<String, ClosingRest> rests = new ConcurrentHashMap<>();
    private final Map<String, SpreadReads> spreads = new ConcurrentHashMap<>();
    private final StopSignal stop;

    GapClosing(
            Tables tables,
            Gaps gaps,
            LiveRuns runs,
            ProducerTemplate template,
            WorkList workList,
            Clock clock,
            int mostReads,
            Duration rest,
            DailyShare share,
            StopSignal stop) {
        this.tables = tables;
        this.templates = new KnownTemplates(tables, clock, template.getCamelContext());
        this.gaps = gaps;
        this.runs = runs;
        this.template = template;
        this.workList = workList;
        this.clock = clock;
        this.mostReads = mostReads;
        this.rest = rest;
        this.share = share;
        this.stop = stop;
    }

    /**
     * Closes the gaps of a connection that have an end; a {@link Loop.Trouble} says why one stays open. Gives whether one
     * waits for reads in hand that began before its end: what they find may be of before it, and where it is the first
     * that is known of an approval nobody would ask again.
     */
    boolean close(Connection connection) throws Loop.Trouble {
        ClosingRest mine = rests.computeIfAbsent(connection.name(), name -> new ClosingRest(rest, clock));
        for (Gap gap : mine.isOver() ? gaps.ended(connection.name()) : List.<Gap>of()) {
            if (workList.hasFirstReadsFromBefore(connection, gap.endedAt())) {
                return true;
            }
            if (!stop.isRaised() && gaps.closing(gap)) {
                close(connection, gap);
            }
        }
        return false;
    }

    private void close(Connection connection, Gap gap) throws Loop.Trouble {
        Optional<Run> started = started(connection, gap);
        if (started.isEmpty()) {
            gaps.leave(gap);
            return;
        }
        Run run = started.get();
        String state = RunLedger.FAILED;
        String note = null;
        try {
            note = discover(connection, gap, run);
            if (run.counts().failed() > 0) {
                throw new Loop.Trouble("The gap of the stream since " + Instant.ofEpochMilli(gap.beganAt())
                        + " stays open, because not everything could be listed (see run_problem).");
            }
            // who is stopped lists only a part of it, and does not say so
            state = !stop.isRaised() && gaps.close(gap, note) ? RunLedger.SUCCEEDED : RunLedger.STOPPED;
            if (RunLedger.SUCCEEDED.equals(state)) {
                LOG.info("{}: the time without the stream is made good: {}", connection.name(), note);
            }
        } catch (CallException e) {
            note = e.getMessage();
            throw new Loop.Trouble("The gap of the stream since " + Instant.ofEpochMilli(gap.beganAt())
                    + " stays open: " + e.getMessage());
        } catch (RuntimeException e) {
            note = e.getMessage();
            throw e;
        } finally {
            if (!RunLedger.SUCCEEDED.equals(state)) {
                gaps.leave(gap);
            }
            rests.get(connection.name()).begin();
            runs.end(connection, run, state, note);
        }
    }

    private Optional<Run> started(Connection connection, Gap gap) {
        try {
            return runs.start(
                    connection,
                    COMMAND,
                    Instant.ofEpochMilli(gap.beganAt()) + " to " + Instant.ofEpochMilli(gap.endedAt()));
        } catch (RuntimeException e) {
            gaps.leave(gap);
            throw e;
        }
    }

    private String discover(Connection connection, Gap gap, Run run) {
        Instant from = Instant.ofEpochMilli(gap.beganAt()).minus(OVERLAP);
        Calls.request(
                template,
                ApprovalRoutes.HISTORY,
                HistoryRequest.unknownOnly(connection, run, from, clock.instant(), templates.of(connection)),
                Object.class);
        run.addNew(run.found());
        List<String> open = open(connection, gap);
        if (open.size() > mostReads) {
            Calls.request(template, ApprovalRoutes.SWEEP, new Sweep.Request(connection, run), Object.class);
            return "New ones and those that have ended were looked for; more than " + mostReads + " are open, so "
                    + (mostReads == 0
                            ? "who has to act next in them may be of before the gap."
                            : spread(connection, gap, run));
        }
        if (!open.isEmpty()) {
            Calls.request(
                    template,
                    ApprovalRoutes.INTAKE,
                    new Intake(connection.name(), null, Purpose.SWEEP, open, gap.endedAt(), false),
                    Object.class);
        }
        run.addChanged(open.size());
        return "New ones were looked for, and " + open.size() + " open ones are read again.";
    }

    /** Those that are still open come onto the list as well, in their time. */
    private String spread(Connection connection, Gap gap, Run run) {
        List<String> ids = tables.jdbc()
                .queryForList(
                        Sql.of("gap-rest"),
                        Map.of("connection", connection.name(), "readBefore", gap.endedAt()),
                        String.class);
        int aDay = Math.max(mostReads, share.of(connection, DailyShare.PERCENT));
        List<SpreadReads.Portion> portions =
                spreads.computeIfAbsent(connection.name(), this::spreadOf).spread(ids, aDay);
        for (SpreadReads.Portion portion : portions) {
            Calls.request(
                    template,
                    ApprovalRoutes.INTAKE,
                    new Intake(
                            connection.name(),
                            null,
                            Purpose.REFRESH,
                            portion.ids(),
                            gap.endedAt(),
                            false,
                            portion.dueAt().toEpochMilli()),
                    Object.class);
        }
        run.addChanged(ids.size());
        return ids.isEmpty()
                ? "and all of them are on the list already."
                : ids.size() + " are read again in their time, the last from "
                        + portions.get(portions.size() - 1).dueAt().truncatedTo(ChronoUnit.SECONDS) + " on.";
    }

    private SpreadReads spreadOf(String connection) {
        Long last =
                tables.jdbc().queryForObject(Sql.of("work-last-refresh"), Map.of("connection", connection), Long.class);
        return new SpreadReads(clock, last == null ? Instant.EPOCH : Instant.ofEpochMilli(last));
    }

    /** Those that were not read since the gap has ended; one more than may be read, if there are more. */
    private List<String> open(Connection connection, Gap gap) {
        return tables.jdbc()
                .queryForList(
                        Sql.of("open-approvals"),
                        Map.of("connection", connection.name(), "readBefore", gap.endedAt(), "most", mostReads + 1),
                        String.class);
    }
}
