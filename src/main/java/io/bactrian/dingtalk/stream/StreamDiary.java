package io.bactrian.dingtalk.stream;

import io.bactrian.event.StreamLives;
import io.bactrian.event.StreamState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of one stream: for people in the log and in health, for later in the tables of gaps and lives. What the
 * database does not take now it gets later, in the same order; the last sure sign of life is written only after that,
 * so that nothing is missing if the process ends meanwhile. Confined to the keeper's thread.
 */
final class StreamDiary {
    private static final Logger LOG = LoggerFactory.getLogger(StreamDiary.class);

    private final String connection;
    private final StreamParts parts;
    private final Queue<Runnable> unwritten = new ArrayDeque<>();
    private boolean connected;
    private long since;
    private Long lastFrame;
    private Long lastEvent;
    private String problem = "The stream is being opened.";
    private boolean refusedByDatabase;

    StreamDiary(String connection, StreamParts parts) {
        this.connection = connection;
        this.parts = parts;
        this.since = parts.clock().millis();
    }

    /** The gap goes from the last sure sign of life to the first connection. */
    void started() {
        long now = since;
        unwritten.add(() -> {
            Long seen =
                    parts.lives().of(connection).map(StreamLives.Life::seenAt).orElse(null);
            parts.gaps()
                    .begin(
                            connection,
                            seen == null ? now : Math.min(seen, now),
                            seen == null ? "the stream was opened for the first time" : "the service was not running");
        });
        beat(null);
    }

    void connected() {
        connected = true;
        since = parts.clock().millis();
        long now = since;
        unwritten.add(() -> parts.gaps().end(connection, now));
        LOG.info("{}: the stream is connected.", connection);
        problem = null;
    }

    /** It is not connected any more, and nothing was heard for {@code silence} before. */
    void lost(Duration silence, String reason) {
        connected = false;
        since = parts.clock().millis();
        long surely = since - silence.toMillis();
        unwritten.add(() -> parts.gaps().begin(connection, surely, reason));
        problem(reason);
    }

    /** Why it is not connected; said once as long as it does not change. */
    void problem(String reason) {
        if (!Objects.equals(problem, reason)) {
            LOG.warn("{}: the stream is not connected: {}.", connection, reason);
            problem = reason;
        }
    }

    /** A new connection to replace one that still works could not be opened. */
    void notReplaced(String reason) {
        LOG.warn("{}: the stream will be lost unless a new connection can be opened: {}.", connection, reason);
    }

    void told(Long event) {
        lastEvent = event;
    }

    /** {@code silence} is for how long nothing was heard; {@code null} while it is not connected. */
    void beat(Duration silence) {
        long now = parts.clock().millis();
        Long seen = silence == null ? null : Long.valueOf(now - silence.toMillis());
        if (seen != null) {
            lastFrame = lastFrame == null ? seen : Math.max(lastFrame, seen);
        }
        write(new StreamLives.Life(
                new StreamState(connection, connected, since, lastFrame, lastEvent, problem), now, seen));
    }

    /** The end of this process's part: what follows is a gap, which whoever starts next knows by the last sign. */
    void stopped(Duration silence) {
        long now = parts.clock().millis();
        Long seen = connected && silence != null ? Long.valueOf(now - silence.toMillis()) : null;
        write(new StreamLives.Life(
                new StreamState(connection, false, now, lastFrame, lastEvent, "The service is not running."),
                now,
                seen));
        parts.states().remove(connection);
    }

    private void write(StreamLives.Life life) {
        parts.states().set(life.state());
        try {
            while (!unwritten.isEmpty()) {
                unwritten.peek().run();
                unwritten.remove();
            }
            parts.lives().save(life);
            refusedByDatabase = false;
        } catch (RuntimeException e) {
            if (!refusedByDatabase) {
                LOG.warn("{}: how the stream is cannot be written down now: {}.", connection, e.getMessage());
            }
            refusedByDatabase = true;
        }
    }
}
