package io.bactrian.service;

import io.bactrian.call.Purpose;
import io.bactrian.call.UsageLedger;
import io.bactrian.connection.Connection;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;

/** What may be spent today on second looks: a part of what the month leaves for each of its days. Thread-safe. */
final class DailyShare {
    /** A quarter: most of a day is for what happens in it. */
    static final int PERCENT = 25;

    private final UsageLedger ledger;
    private final Clock clock;
    private final ZoneId zone;

    DailyShare(UsageLedger ledger, Clock clock, ZoneId zone) {
        this.ledger = ledger;
        this.clock = clock;
        this.zone = zone;
    }

    /** So many percent of it, in calls. */
    int of(Connection connection, int percent) {
        LocalDate today = LocalDate.now(clock.withZone(zone));
        int daysLeft = today.lengthOfMonth() - today.getDayOfMonth() + 1;
        long left = ledger.left(connection, Purpose.REFRESH);
        return (int)
                Math.min(Integer.MAX_VALUE, left / daysLeft / 100 * percent + left / daysLeft % 100 * percent / 100);
    }
}
