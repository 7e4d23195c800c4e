package io.bactrian.message;

import io.bactrian.connection.Settings;
import io.bactrian.store.Sql;
import io.bactrian.store.Tables;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Messages that ended: kept for a time, then forgotten with their portions, receivers and keys. */
public final class MessageArchive {
    private static final String KEEP = "message.keep";
    /** For so long it must be known who had what, so that nothing is sent that a platform drops silently. */
    private static final Duration SHORTEST = Duration.ofDays(2);
    /** In one transaction: receivers are many. */
    private static final int SLICE = 100;

    private static final List<String> STATEMENTS =
            List.of("message-receivers-forget", "message-portions-forget", "message-forget");

    private final Tables tables;
    private final Duration keep;
    private final Clock clock;

    public MessageArchive(Settings settings, Tables tables, Clock clock) {
        this.tables = tables;
        this.keep = settings.duration(KEEP);
        this.clock = clock;
        if (keep.compareTo(SHORTEST) < 0) {
            throw Settings.refuse(KEEP, "is shorter than two days", "a duration of 2d or more, such as 365d");
        }
    }

    /** Forgets what ended before that time; how many messages. */
    public int forget() {
        long before = clock.millis() - keep.toMillis();
        int forgotten = 0;
        int slice;
        do {
            slice = tables.transactions().in(() -> forgetSome(before));
            forgotten += slice;
        } while (slice == SLICE);
        return forgotten;
    }

    private int forgetSome(long before) {
        List<Long> ids =
                tables.jdbc().queryForList(Sql.of("message-old"), Map.of("before", before, "most", SLICE), Long.class);
        if (!ids.isEmpty()) {
            STATEMENTS.forEach(statement -> tables.jdbc().update(Sql.of(statement), Map.of("ids", ids)));
        }
        return ids.size();
    }
}
