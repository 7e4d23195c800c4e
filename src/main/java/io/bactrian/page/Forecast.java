package io.bactrian.page;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a month's calls will come to: what is made every day goes on as it did, what was made once was made, and what
 * waits on the list is a call each.
 *
 * @param expected charged calls at the end of the month
 * @param spentAt when the month's calls will be spent; empty when they will not
 */
record Forecast(long expected, Optional<Instant> spentAt) {
    /** Less than this says nothing about a month. */
    private static final Duration SHORTEST = Duration.ofDays(1);

    /** Empty when it is too early to say. */
    static Optional<Forecast> of(Board.Month month, long waiting, OptionalLong limit, Instant now, ZoneId zone) {
        Instant end = YearMonth.parse(month.month())
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay(zone)
                .toInstant();
        long watched = now.toEpochMilli() - month.since();
        if (watched < SHORTEST.toMillis() || now.isAfter(end)) {
            return Optional.empty();
        }
        double perMilli = (double) month.everyday() / watched;
        long left = end.toEpochMilli() - now.toEpochMilli();
        long soon = month.charged() + waiting;
        long expected = soon + Math.round(perMilli * left);
        if (limit.isEmpty() || expected <= limit.getAsLong()) {
            return Optional.of(new Forecast(expected, Optional.empty()));
        }
        double after = soon >= limit.getAsLong() ? 0 : (limit.getAsLong() - soon) / perMilli;
        return Optional.of(new Forecast(expected, Optional.of(now.plusMillis(Math.round(after)))));
    }
}
