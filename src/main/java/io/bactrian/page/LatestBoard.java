package io.bactrian.page;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest {@link Board}, read by one thread of its own: nobody who looks at the page waits for the database, and many
 * who look cost no more than one. Where reading takes long it is done less often, and hardly ever where nobody looks.
 * Thread-safe.
 */
final class LatestBoard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LatestBoard.class);
    private static final long WATCHED_MILLIS = 5_000;
    private static final long UNWATCHED_MILLIS = 30_000;
    /** Nobody has looked for so long: nobody watches. */
    private static final long FORGOTTEN_MILLIS = Duration.ofMinutes(1).toMillis();
    /** To read takes at most this part of the time. */
    private static final int SHARE = 20;
    /** A database that takes longer does not answer. */
    private static final long SLOW_MILLIS = 3_000;

    private final Supplier<Board> source;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "bactrian-page");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Board board;
    private volatile long lookedAt;
    private Long failedSince;
    private Long busySince;
    private CompletableFuture<Void> next;

    LatestBoard(Supplier<Board> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /**
     * What is known.
     *
     * @param board {@code null} as long as the database has told nothing
     * @param silentSince since when the database does not answer; {@code null} while it does
     */
    record Look(Board board, Long silentSince) {}

    void start() {
        timer.execute(() -> readAndAgain(false));
    }

    /** What is known; only what is older than some seconds is read again before, if that can be done quickly. */
    Look look(Duration patience) {
        long now = clock.millis();
        boolean isOld = board == null || now - board.at() > WATCHED_MILLIS;
        lookedAt = now;
        return isOld ? fresh(patience) : look();
    }

    /** What is known after it was read again, or after so long. */
    Look fresh(Duration patience) {
        try {
            askAgain().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException | RejectedExecutionException e) {
            LOG.debug("The board is not read now", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return look();
    }

    private synchronized Look look() {
        long now = clock.millis();
        boolean isSlow = busySince != null && now - busySince > SLOW_MILLIS;
        return new Look(board, failedSince != null ? failedSince : isSlow ? busySince : null);
    }

    /** However many ask, it is done once. */
    private synchronized CompletableFuture<Void> askAgain() {
        if (next == null) {
            next = new CompletableFuture<>();
            timer.execute(() -> readAndAgain(true));
        }
        return next;
    }

    private void readAndAgain(boolean asked) {
        CompletableFuture<Void> waiting = begin(asked);
        long began = clock.millis();
        try {
            Board read = source.get();
            board = read;
            end(null);
        } catch (RuntimeException e) {
            LOG.debug("The board cannot be read from the database now", e);
            end(began);
        }
        waiting.complete(null);
        if (!asked) {
            again(clock.millis() - began);
        }
    }

    private void again(long took) {
        boolean isWatched = clock.millis() - lookedAt < FORGOTTEN_MILLIS;
        long pause = Math.max(isWatched ? WATCHED_MILLIS : UNWATCHED_MILLIS, SHARE * took);
        try {
            timer.schedule(() -> readAndAgain(false), pause, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The board is not read any more, the service ends");
        }
    }

    private synchronized CompletableFuture<Void> begin(boolean asked) {
        busySince = clock.millis();
        CompletableFuture<Void> waiting = asked ? next : new CompletableFuture<>();
        if (asked) {
            next = null;
        }
        return waiting;
    }

    private synchronized void end(Long failedAt) {
        busySince = null;
        failedSince = failedAt == null ? null : failedSince == null ? failedAt : failedSince;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
