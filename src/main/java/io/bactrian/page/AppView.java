package io.bactrian.page;

import io.bactrian.connection.Connection;
import io.bactrian.connection.EventSettings;
import io.bactrian.event.Gap;
import io.bactrian.event.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A connection on the page: its stream, its work list and its month, each as text that is ready to be shown. */
record AppView(String name, String platform, StreamView stream, WorkView work, MonthView month) {
    private static final double ALL = 100;

    /** How it hears of what happens; moments may be {@code null}. */
    record StreamView(
            Tone tone,
            String word,
            Words.Moment since,
            String note,
            Words.Moment frame,
            Words.Moment event,
            List<GapView> gaps,
            boolean isStream) {}

    /** A time that is not made good yet. */
    record GapView(Words.Moment began, Words.Moment ended, String reason) {}

    record WorkView(
            String waiting,
            String due,
            String later,
            String taken,
            String failed,
            Tone failedTone,
            String pace,
            String emptyIn,
            String oldest) {}

    /** {@code used} and {@code expected} are percentages of the month's calls, for a bar; {@code bar} is its text. */
    record MonthView(
            String heading,
            String charged,
            String of,
            boolean isLimited,
            double used,
            double expected,
            double reserveFrom,
            double reserve,
            Tone tone,
            String bar,
            String forecast,
            String left,
            String kept) {}

    static AppView of(PageParts parts, Connection connection, Board board, Words words, long now) {
        Board.App app = board == null ? null : board.apps().get(connection.name());
        return new AppView(
                connection.name(),
                words.word("platform", connection.platform()),
                stream(parts, connection, words, now),
                app == null ? null : work(app.work(), words),
                app == null ? null : month(parts, connection, app, words, now));
    }

    private static StreamView stream(PageParts parts, Connection connection, Words words, long now) {
        List<GapView> gaps = parts.gaps().lastKnown(connection.name()).stream()
                .map(gap -> gap(gap, words, now))
                .toList();
        EventSettings.Source source = connection.events().source();
        if (source != EventSettings.Source.STREAM) {
            String key = source == EventSettings.Source.CALLBACK ? "events-callback" : "events-none";
            return new StreamView(Tone.CALM, words.say(key), null, words.say(key + "-note"), null, null, gaps, false);
        }
        Optional<StreamState> known = parts.streams().of(connection.name());
        if (known.isEmpty()) {
            return new StreamView(Tone.CALM, words.say("stream-beginning"), null, null, null, null, gaps, true);
        }
        StreamState state = known.get();
        return new StreamView(
                state.connected() ? Tone.OK : Tone.BAD,
                words.say(state.connected() ? "stream-connected" : "stream-lost"),
                words.moment(state.since(), now),
                words.told(state.problem()),
                moment(state.lastFrame(), words, now),
                moment(state.lastEvent(), words, now),
                gaps,
                true);
    }

    private static GapView gap(Gap gap, Words words, long now) {
        return new GapView(
                words.moment(gap.beganAt(), now), moment(gap.endedAt(), words, now), words.told(gap.reason()));
    }

    private static Words.Moment moment(Long at, Words words, long now) {
        return at == null ? null : words.moment(at, now);
    }

    private static WorkView work(Board.Work work, Words words) {
        Optional<Double> pace = work.perMinute();
        return new WorkView(
                words.number(work.waiting()),
                words.number(work.due()),
                words.number(work.later()),
                words.number(work.taken()),
                words.number(work.failed()),
                work.failed() > 0 ? Tone.WARN : Tone.CALM,
                pace.map(perMinute -> words.number(Math.round(perMinute))).orElse("–"),
                emptyIn(work, words),
                work.due() > 0 ? words.span(Duration.ofMillis(work.dueFor())) : "–");
    }

    private static String emptyIn(Board.Work work, Words words) {
        if (work.waiting() == 0) {
            return words.say("work-empty");
        }
        double perMinute = work.perMinute().orElse(0.0);
        if (perMinute <= 0) {
            return words.say(work.perMinute().isEmpty() ? "work-unknown" : "work-stands");
        }
        double minutes =
                Math.min(work.waiting() / perMinute, Duration.ofDays(999).toMinutes());
        return words.say("work-empty-in", words.span(Duration.ofSeconds(Math.round(minutes * 60))));
    }

    private static MonthView month(PageParts parts, Connection connection, Board.App app, Words words, long now) {
        Board.Month month = app.month();
        OptionalLong limit = connection.monthlyCalls();
        Optional<Forecast> forecast =
                Forecast.of(month, app.work().waiting(), limit, Instant.ofEpochMilli(now), parts.zone());
        long planned = Math.max(0, limit.orElse(0) - connection.liveReserve());
        return new MonthView(
                words.say("month-heading", month.month()),
                words.number(month.charged()),
                limit.isPresent() ? words.say("month-of", limit.getAsLong()) : words.say("month-unlimited"),
                limit.isPresent(),
                share(month.charged(), limit),
                share(forecast.map(Forecast::expected).orElse(month.charged()), limit),
                share(planned, limit),
                ALL - share(planned, limit),
                tone(month, planned, forecast),
                limit.isPresent() ? words.say("month-bar", month.charged(), limit.getAsLong()) : "",
                forecast(forecast, limit, words),
                words.number(Math.max(0, planned - month.charged())),
                words.number(Math.min(connection.liveReserve(), Math.max(0, limit.orElse(0) - month.charged()))));
    }

    private static Tone tone(Board.Month month, long planned, Optional<Forecast> forecast) {
        if (planned > 0 && month.charged() >= planned) {
            return Tone.BAD;
        }
        return forecast.flatMap(Forecast::spentAt).isPresent() ? Tone.WARN : Tone.OK;
    }

    private static double share(long calls, OptionalLong limit) {
        return limit.isEmpty() || limit.getAsLong() == 0
                ? 0
                : Math.min(ALL, Math.round(ALL * ALL * calls / limit.getAsLong()) / ALL);
    }

    private static String forecast(Optional<Forecast> forecast, OptionalLong limit, Words words) {
        if (forecast.isEmpty()) {
            return words.say("forecast-early");
        }
        Forecast told = forecast.get();
        if (told.spentAt().isPresent()) {
            return words.say("forecast-spent", words.day(told.spentAt().get()), told.expected());
        }
        return limit.isPresent()
                ? words.say("forecast-enough", told.expected())
                : words.say("forecast-unlimited", told.expected());
    }
}
