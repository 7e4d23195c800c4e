package io.bactrian.run;

import java.util.concurrent.atomic.AtomicLong;

/** One run of a command or schedule, with its counts as they grow. Thread-safe. */
public final class Run {
    private final long id;
    private final String connection;
    private final String command;
    private final String arguments;
    private final long startedAt;
    private final long readSince;
    private final boolean resumed;
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong created = new AtomicLong();
    private final AtomicLong changed = new AtomicLong();
    private final AtomicLong unchanged = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong found = new AtomicLong();

    Run(long id, String connection, String command, String arguments, long startedAt, long readSince, boolean resumed) {
        this.id = id;
        this.connection = connection;
        this.command = command;
        this.arguments = arguments;
        this.startedAt = startedAt;
        this.readSince = readSince;
        this.resumed = resumed;
    }

    public long id() {
        return id;
    }

    public String connection() {
        return connection;
    }

    public String command() {
        return command;
    }

    public String arguments() {
        return arguments;
    }

    /** When it was first started, in milliseconds since 1970. */
    public long startedAt() {
        return startedAt;
    }

    /** What was read since this moment (in milliseconds since 1970) is recent enough for this run. */
    public long readSince() {
        return readSince;
    }

    /** Whether it goes on where an earlier run with the same arguments was stopped. */
    public boolean isResumed() {
        return resumed;
    }

    /** Counts items that the platform gave us. */
    public void addRead(long n) {
        read.addAndGet(n);
    }

    /** Counts rows that were not there before. */
    public void addNew(long n) {
        created.addAndGet(n);
    }

    /** Counts rows that are different now. */
    public void addChanged(long n) {
        changed.addAndGet(n);
    }

    /** Counts rows that stayed as they were, and were not touched. */
    public void addUnchanged(long n) {
        unchanged.addAndGet(n);
    }

    /** Counts items that could not be read or written. */
    public void addFailed(long n) {
        failed.addAndGet(n);
    }

    /** Counts items that were found to need a look. */
    public void addFound(long n) {
        found.addAndGet(n);
    }

    /** Items that were found to need a look, by this process. */
    public long found() {
        return found.get();
    }

    /** The counts of this moment. */
    public Counts counts() {
        return new Counts(read.get(), created.get(), changed.get(), unchanged.get(), failed.get());
    }

    /** What a run has done so far. */
    public record Counts(long read, long created, long changed, long unchanged, long failed) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        Counts plus(Counts other) {
            return new Counts(
                    read + other.read,
                    created + other.created,
                    changed + other.changed,
                    unchanged + other.unchanged,
                    failed + other.failed);
        }
    }
}
