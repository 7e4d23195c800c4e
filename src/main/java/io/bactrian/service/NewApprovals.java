package io.bactrian.service;

import io.bactrian.approval.ApprovalRoutes;
import io.bactrian.approval.HistoryRequest;
import io.bactrian.call.Calls;
import io.bactrian.connection.Connection;
import io.bactrian.connection.EventSettings;
import io.bactrian.run.Run;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;

/** Approvals that were started since the last good look, with an overlap; not asked where the stream has told of all. */
final class NewApprovals implements Job {
    static final String COMMAND = "new";
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    /** So far back it looks when it has never looked. */
    private static final Duration FIRST_LOOK = Duration.ofDays(1);

    /** The event of what was started in this moment may still be on its way. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(30);

    private static final Duration LONGEST_LOOK = Duration.ofDays(30);

    private final ProducerTemplate template;
    private final KnownTemplates templates;
    private final GoodRuns goodRuns;
    private final StreamCover cover;
    private final Clock clock;

    NewApprovals(
            ProducerTemplate template, KnownTemplates templates, GoodRuns goodRuns, StreamCover cover, Clock clock) {
        this.template = template;
        this.templates = templates;
        this.goodRuns = goodRuns;
        this.cover = cover;
        this.clock = clock;
    }

    @Override
    public String command() {
        return COMMAND;
    }

    @Override
    public Optional<String> notNeeded(Connection connection, Message request) {
        return cover.reason(connection, COMMAND);
    }

    @Override
    public Optional<String> run(Connection connection, Run run, Message request) {
        Instant now = clock.instant();
        Optional<Instant> last = goodRuns.latest(connection, COMMAND, now.minus(LONGEST_LOOK));
        Instant from = last.map(start -> start.minus(Headers.duration(request, "overlap", OVERLAP)))
                .orElse(now.minus(FIRST_LOOK));
        Calls.request(
                template,
                ApprovalRoutes.HISTORY,
                HistoryRequest.unknownOnly(
                        connection,
                        run,
                        from,
                        connection.events().source() == EventSettings.Source.STREAM ? now.minus(ON_ITS_WAY) : now,
                        templates.of(connection)),
                Object.class);
        if (last.isPresent()) {
            // what the first look finds is no evidence against a stream that was not there yet
            run.addNew(run.found());
        }
        return Optional.empty();
    }
}
