package io.bactrian.callback;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log that pushes were refused: one line a minute for each reason, however many there are. Thread-safe. */
final class RefusalLog {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
    private static final long EVERY = Duration.ofMinutes(1).toMillis();

    private final Clock clock;
    private final Map<Refusal, Long> saidAt = new EnumMap<>(Refusal.class);
    private final Map<Refusal, Long> unsaid = new EnumMap<>(Refusal.class);

    RefusalLog(Clock clock) {
        this.clock = clock;
    }

    /** {@code connection} and {@code detail} are words of ours, or {@code null}; never what somebody sent. */
    synchronized void say(Refusal refusal, String connection, String detail) {
        Long before = saidAt.get(refusal);
        if (before != null && clock.millis() - before < EVERY) {
            unsaid.merge(refusal, 1L, Long::sum);
            return;
        }
        saidAt.put(refusal, clock.millis());
        Long more = unsaid.remove(refusal);
        LOG.warn(
                "{}A callback was answered with {}: {}{}{}",
                connection == null ? "" : connection + ": ",
                refusal.status(),
                refusal.words(),
                detail == null ? "" : " (" + detail + ")",
                more == null ? "" : "; so were " + more + " since the last such line");
    }
}
