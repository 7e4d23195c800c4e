package io.bactrian.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** A plain line now and then; a short run has none. */
final class LineProgress implements Progress {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final String title;
    private final PrintWriter err;
    private final LongSupplier nanos;
    private final long startedAt;
    private long printedAt;

    LineProgress(String title, PrintWriter err, LongSupplier nanos) {
        this.title = title;
        this.err = err;
        this.nanos = nanos;
        this.startedAt = nanos.getAsLong();
        this.printedAt = startedAt;
    }

    @Override
    public void show(long done, long total) {
        long now = nanos.getAsLong();
        if (now - printedAt < INTERVAL.toNanos()) {
            return;
        }
        printedAt = now;
        double rate = done / (Duration.ofNanos(now - startedAt).toMillis() / 1000.0);
        StringBuilder line = new StringBuilder(title).append(": ").append(done);
        if (total > 0) {
            line.append(" of ").append(total);
        }
        line.append(String.format(Locale.ROOT, ", %.1f/s", rate));
        if (total > done && rate > 0) {
            Duration left = Duration.ofSeconds(Math.round((total - done) / rate));
            line.append(", ").append(Sentences.duration(left)).append(" left");
        }
        err.println(line);
        err.flush();
    }

    @Override
    public void close() {
        // every line stands for itself
    }
}
