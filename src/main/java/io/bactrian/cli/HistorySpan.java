package io.bactrian.cli;

import io.bactrian.run.RunLedger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What {@code history} is asked for: days, both inclusive, and templates.
 *
 * @param untilToday whether it was asked for without a last day
 * @param codes empty means what the settings say
 */
record HistorySpan(LocalDate from, LocalDate to, boolean untilToday, List<String> codes) {
    private static final Pattern LOOKS_LIKE_A_DATE = Pattern.compile("\\d{4}([-/.]\\d{1,2}){0,2}|\\d{6}|\\d{8}");
    private static final int MARK_BYTES = 5;

    /** Reads the words; an {@link IllegalArgumentException} says in one sentence what is wrong with them. */
    static HistorySpan of(List<String> words, LocalDate today) {
        List<LocalDate> dates = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        for (String word : words) {
            if (!LOOKS_LIKE_A_DATE.matcher(word).matches()) {
                codes.add(word);
            } else if (codes.isEmpty()) {
                dates.add(date(word));
            } else {
                throw new IllegalArgumentException("The date " + word + " must stand before the codes.");
            }
        }
        if (dates.size() > 2) {
            throw new IllegalArgumentException("There are " + dates.size() + " dates; expected FROM and TO at most.");
        }
        return dates.isEmpty() ? lastMonth(today, codes) : span(dates, today, codes);
    }

    private static HistorySpan lastMonth(LocalDate today, List<String> codes) {
        YearMonth month = YearMonth.from(today).minusMonths(1);
        return new HistorySpan(month.atDay(1), month.atEndOfMonth(), false, List.copyOf(codes));
    }

    private static HistorySpan span(List<LocalDate> dates, LocalDate today, List<String> codes) {
        LocalDate from = dates.get(0);
        boolean untilToday = dates.size() == 1;
        LocalDate to = untilToday ? today : dates.get(1);
        if (from.isAfter(today)) {
            throw new IllegalArgumentException("FROM " + from + " is in the future; today is " + today + ".");
        }
        if (from.isAfter(to)) {
            throw new IllegalArgumentException("FROM " + from + " is after TO " + to + ".");
        }
        return new HistorySpan(from, to, untilToday, List.copyOf(codes));
    }

    private static LocalDate date(String word) {
        try {
            return LocalDate.parse(word);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + word + "' is no date; expected a day of the calendar such as 2026-01-31.", e);
        }
    }

    /** The first moment. */
    Instant start(ZoneId zone) {
        return from.atStartOfDay(zone).toInstant();
    }

    /** The first moment after. */
    Instant end(ZoneId zone) {
        return to.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /**
     * How it is kept with the run: whoever asks for the same goes on with a run that was stopped. Where the words do not
     * say it all, because they are too many or the templates are those of the settings, a mark of all of it follows.
     */
    String arguments(boolean force, List<String> templatesOfSettings) {
        List<String> words = new ArrayList<>(List.of(from.toString(), untilToday ? "today" : to.toString()));
        words.addAll(codes);
        if (force) {
            words.add("--force");
        }
        String text = String.join(" ", words);
        List<String> meant = codes.isEmpty() ? templatesOfSettings : List.of();
        if (meant.isEmpty() && text.length() <= RunLedger.ARGUMENTS_LENGTH) {
            return text;
        }
        String mark = " #" + mark(text + "\n" + String.join(" ", new TreeSet<>(meant)));
        int room = RunLedger.ARGUMENTS_LENGTH - mark.length();
        return (text.length() <= room ? text : text.substring(0, room)) + mark;
    }

    private static String mark(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, MARK_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
