package io.bactrian.dingtalk.stream;

import io.bactrian.event.StreamLives;
import io.bactrian.event.StreamState;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of one stream: for people in the log and in health, for later in the tables of gaps and lives. What the
 * database does not take now it gets later, in the same order; the last sure sign of life is written only after that,
 * so that nothing is missing if the process ends meanwhile. For the keeper's thread only.
 */
final class StreamDiary {
    private static final Logger LOG = LoggerFactory.getLogger(StreamDiary.class);

    private static final Duration LAST_WORD = Duration.ofSeconds(3);

    private final String connection;
    private final StreamParts parts;
    private final ExecutorService writer;
    private final Queue<Runnable> unwritten = new ConcurrentLinkedQueue<>();
    private final AtomicReference<StreamLives.Life> latest = new AtomicReference<>();
    private final AtomicBoolean writing = new AtomicBoolean();
    private boolean connected;
    /** Whether everybody who wants events takes them. */
    private boolean complete = true;

    private long since;
    private Long lastFrame;
    private Long lastEvent;
    private String problem = "The stream is being opened.";
    private volatile boolean refusedByDatabase;

    StreamDiary(String connection, StreamParts parts) {
        this.connection = connection;
        this.parts = parts;
        this.since = parts.clock().millis();
        this.writer = Executors.newSingleThreadExecutor(StreamThreads.of(connection, "diary"));
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
        if (complete) {
            unwritten.add(() -> parts.gaps().end(connection, now));
        }
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

    /** While a route that wants events is stopped there is a gap: the platform does not go on delivering them for long. */
    void complete(boolean isComplete) {
        if (complete == isComplete) {
            return;
        }
        complete = isComplete;
        long now = parts.clock().millis();
        if (!complete) {
            unwritten.add(() -> parts.gaps().begin(connection, now, "a route that takes events was stopped"));
        } else if (connected) {
            unwritten.add(() -> parts.gaps().end(connection, now));
        }
    }

    /** Why it is not connected; said once as long as it does not change. */
    void problem(String reason) {
        if (!Objects.equals(problem, reason)) {
            LOG.warn("{}: the stream is not connected: {}", connection, sentence(reason));
            problem = reason;
        }
    }

    /** A new connection to replace one that still works could not be opened. */
    void notReplaced(String reason) {
        LOG.warn("{}: the stream will be lost unless a new connection can be opened: {}", connection, sentence(reason));
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
        writer.execute(this::writeLatest);
        writer.shutdown();
        try {
            writer.awaitTermination(LAST_WORD.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer.shutdownNow();
    }

    /** On a thread of its own: a database that does not answer must not keep the stream from being opened or closed. */
    private void write(StreamLives.Life life) {
        parts.states().set(life.state());
        latest.set(life);
        if (writing.compareAndSet(false, true)) {
            writer.execute(this::writeLatest);
        }
    }

    private void writeLatest() {
        try {
            StreamLives.Life life = latest.getAndSet(null);
            for (Runnable first = unwritten.peek(); first != null; first = unwritten.peek()) {
                first.run();
                unwritten.remove();
            }
            if (life != null) {
                parts.lives().save(life);
            }
            refusedByDatabase = false;
        } catch (RuntimeException e) {
            if (!refusedByDatabase) {
                LOG.warn("{}: how the stream is cannot be written down now: {}", connection, sentence(root(e)));
            }
            refusedByDatabase = true;
        } finally {
            writing.set(false);
        }
    }

    private static String root(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }

    private static String sentence(String text) {
        return text.endsWith("?") || text.endsWith(".") ? text : text + ".";
    }
}
