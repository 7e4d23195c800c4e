package io.bactrian.page;

import io.bactrian.connection.Connection;
import io.bactrian.event.Gap;
import io.bactrian.event.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;

/** What is not as it should be, the worst first: what health says, and what a list or a month is running into. */
final class Findings {
    private static final String STREAM_CHECK = "stream-";
    /** What somebody started by hand and never again is not told of for ever. */
    private static final Duration NEWS_FOR = Duration.ofDays(2);

    private final PageParts parts;
    private final Words words;
    private final LatestBoard.Look look;
    private final long now;
    private final List<Issue> issues = new ArrayList<>();

    private Findings(PageParts parts, Words words, LatestBoard.Look look, long now) {
        this.parts = parts;
        this.words = words;
        this.look = look;
        this.now = now;
    }

    static List<Issue> of(PageParts parts, Words words, LatestBoard.Look look, long now) {
        Findings findings = new Findings(parts, words, look, now);
        findings.database();
        parts.connections().forEach(findings::stream);
        findings.health();
        if (look.board() != null) {
            parts.connections().forEach(findings::month);
            findings.failures(look.board());
        }
        return findings.issues.stream()
                .sorted((a, b) -> b.tone().compareTo(a.tone()))
                .toList();
    }

    private void database() {
        if (look.silentSince() != null) {
            add(Tone.BAD, "issue-database", words.ago(Duration.ofMillis(now - look.silentSince())));
        }
    }

    private void stream(Connection connection) {
        Optional<StreamState> state = parts.streams().of(connection.name());
        state.filter(stream -> !stream.connected())
                .ifPresent(stream -> add(
                        Tone.BAD,
                        "issue-stream",
                        connection.name(),
                        words.span(Duration.ofMillis(now - stream.since())),
                        stream.problem() == null ? "" : words.told(stream.problem())));
        List<Gap> gaps = parts.gaps().lastKnown(connection.name());
        if (!gaps.isEmpty()) {
            add(Tone.WARN, "issue-gaps", connection.name(), gaps.size());
        }
    }

    /** What only this process knows; none of its checks asks the database or the platform. */
    private void health() {
        for (HealthCheck.Result result : HealthCheckHelper.invoke(parts.context())) {
            String id = result.getCheck().getId();
            if (result.getState() == HealthCheck.State.DOWN && !id.startsWith(STREAM_CHECK)) {
                String message = result.getMessage().orElse("");
                add(Tone.BAD, "issue-health", id, words.told(message));
            }
        }
    }

    private void month(Connection connection) {
        Board.App app = look.board().apps().get(connection.name());
        if (app == null || connection.monthlyCalls().isEmpty()) {
            return;
        }
        long limit = connection.monthlyCalls().getAsLong();
        long charged = app.month().charged();
        if (charged >= limit - connection.liveReserve()) {
            add(
                    Tone.BAD,
                    charged >= limit ? "issue-month-spent" : "issue-month-reserve",
                    connection.name(),
                    charged,
                    limit);
            return;
        }
        Forecast.of(
                        app.month(),
                        app.work().waiting(),
                        connection.monthlyCalls(),
                        Instant.ofEpochMilli(now),
                        parts.zone())
                .flatMap(Forecast::spentAt)
                .ifPresent(at -> add(Tone.WARN, "issue-month-short", connection.name(), words.day(at)));
    }

    private void failures(Board board) {
        if (board.failedInAll() > 0) {
            add(Tone.WARN, "issue-failed", board.failedInAll());
        }
        board.runs().stream()
                .filter(run -> RowViews.runTone(run.state()) == Tone.BAD && now - run.startedAt() < NEWS_FOR.toMillis())
                .forEach(run -> add(
                        Tone.WARN,
                        "issue-run",
                        run.connection(),
                        run.command(),
                        words.ago(Duration.ofMillis(now - run.startedAt()))));
    }

    private void add(Tone tone, String key, Object... values) {
        issues.add(new Issue(
                tone,
                words.word("tone", tone.toString()),
                words.say(key, values).strip()));
    }
}
