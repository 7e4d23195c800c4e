package io.bactrian.notice;

import io.bactrian.connection.Settings;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** When people may be disturbed: some hours of some days of the week. Immutable. */
final class WorkingHours {
    private static final String HOURS = "notifications.hours";
    private static final String DAYS = "notifications.days";
    private static final String HOURS_EXAMPLE = "the first and the last moment of a working day, such as 09:00-18:00";
    private static final String DAYS_EXAMPLE = "days of the week, such as MON-FRI or MON,WED,FRI";
    private static final String MIDNIGHT = "24:00";
    private static final int WEEK = 7;

    private final LocalTime from;
    private final LocalTime to;
    private final Set<DayOfWeek> days;
    private final ZoneId zone;

    WorkingHours(LocalTime from, LocalTime to, Set<DayOfWeek> days, ZoneId zone) {
        this.from = from;
        this.to = to;
        this.days = EnumSet.copyOf(days);
        this.zone = zone;
    }

    static WorkingHours read(Settings settings, ZoneId zone) {
        String hours = settings.text(HOURS, HOURS_EXAMPLE);
        String days = settings.text(DAYS, DAYS_EXAMPLE);
        try {
            String[] ends = hours.split("-");
            LocalTime from = LocalTime.parse(ends[0].strip());
            LocalTime to = ends[1].strip().equals(MIDNIGHT) ? LocalTime.MAX : LocalTime.parse(ends[1].strip());
            if (ends.length == 2 && from.isBefore(to)) {
                return new WorkingHours(from, to, days(days), zone);
            }
        } catch (DateTimeException | IndexOutOfBoundsException e) {
            // falls through to the refusal below
        }
        throw Settings.refuse(HOURS, "is '" + hours + "'", HOURS_EXAMPLE);
    }

    private static Set<DayOfWeek> days(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.split(",")) {
            String[] ends = part.strip().split("-");
            DayOfWeek day = day(text, ends[0]);
            DayOfWeek last = day(text, ends[ends.length - 1]);
            days.add(day);
            while (day != last) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }

    private static DayOfWeek day(String text, String word) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().substring(0, 3).equals(word.strip().toUpperCase(Locale.ROOT))) {
                return day;
            }
        }
        throw Settings.refuse(DAYS, "is '" + text + "'", DAYS_EXAMPLE);
    }

    /** Whether people may be disturbed at that instant. */
    boolean include(Instant instant) {
        ZonedDateTime at = instant.atZone(zone);
        return days.contains(at.getDayOfWeek())
                && !at.toLocalTime().isBefore(from)
                && at.toLocalTime().isBefore(to);
    }

    /** Whether the day of that instant is one of them. */
    boolean areOnDayOf(Instant instant) {
        return days.contains(instant.atZone(zone).getDayOfWeek());
    }

    /** The next moment at which they may be; the instant itself when they may be then. */
    Instant next(Instant instant) {
        if (include(instant)) {
            return instant;
        }
        ZonedDateTime at = instant.atZone(zone);
        for (int i = 0; i <= WEEK; i++) {
            ZonedDateTime opening = at.toLocalDate().plusDays(i).atTime(from).atZone(zone);
            if (days.contains(opening.getDayOfWeek()) && opening.toInstant().isAfter(instant)) {
                return opening.toInstant();
            }
        }
        throw new IllegalStateException("a week without a working day");
    }

    /** When those began that include the instant, or, outside of them, the instant itself. */
    Instant begin(Instant instant) {
        return include(instant)
                ? instant.atZone(zone).toLocalDate().atTime(from).atZone(zone).toInstant()
                : instant;
    }

    /** When the last working day ended that is over at that instant. */
    Instant lastEnd(Instant instant) {
        ZonedDateTime at = instant.atZone(zone);
        for (int i = 0; i <= WEEK; i++) {
            ZonedDateTime end = at.toLocalDate().minusDays(i).atTime(to).atZone(zone);
            if (days.contains(end.getDayOfWeek()) && !end.toInstant().isAfter(instant)) {
                return end.toInstant();
            }
        }
        throw new IllegalStateException("a week without a working day");
    }
}
