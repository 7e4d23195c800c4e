package io.bactrian.demo;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Times as the platform writes them: the wall clock of Beijing, whatever the text claims. */
final class BeijingTime {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter WORKFLOW = format("yyyy-MM-dd'T'HH:mm'Z'");
    private static final DateTimeFormatter BUSINESS_ID = format("yyyyMMddHHmm");
    private static final DateTimeFormatter DAY = format("yyyy-MM-dd");
    private static final DateTimeFormatter MINUTE = format("yyyy-MM-dd HH:mm");

    private BeijingTime() {}

    /** {@code 2026-01-05T09:12Z}, where the {@code Z} is not true. */
    static String workflow(long millis) {
        return WORKFLOW.format(Instant.ofEpochMilli(millis));
    }

    /** The time behind {@link #workflow}, at the full minute. */
    static long millis(String workflow) {
        return Instant.from(WORKFLOW.parse(workflow)).toEpochMilli();
    }

    static String businessId(long millis) {
        return BUSINESS_ID.format(Instant.ofEpochMilli(millis));
    }

    static String day(long millis) {
        return DAY.format(Instant.ofEpochMilli(millis));
    }

    static String minute(long millis) {
        return MINUTE.format(Instant.ofEpochMilli(millis));
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withZone(ZONE);
    }
}
