package io.bactrian.dingtalk.stream;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log that DingTalk was asked to deliver events again: one line a minute for each reason, however many events
 * there are, and no more than a few reasons. Thread-safe.
 */
final class LaterLog {
    private static final Logger LOG = LoggerFactory.getLogger(LaterLog.class);
    private static final long EVERY = Duration.ofMinutes(1).toMillis();
    /** Some reasons hold an id, and would be a line an event after all. */
    private static final int MOST_REASONS = 10;

    private final String connection;
    private final Clock clock;
    private final Map<String, Long> saidAt = new HashMap<>();
    private long unsaid;

    LaterLog(String connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
    }

    /** Whether it is said; else it is counted. */
    synchronized boolean say(String why) {
        long now = clock.millis();
        saidAt.values().removeIf(at -> now - at >= EVERY);
        if (saidAt.containsKey(why) || saidAt.size() >= MOST_REASONS) {
            unsaid++;
            return false;
        }
        saidAt.put(why, now);
        LOG.warn(
                "{}: DingTalk is asked to deliver events again, because {}{}",
                connection,
                why,
                unsaid == 0 ? "." : "; so it was " + unsaid + " times more since the last such line.");
        unsaid = 0;
        return true;
    }
}
