package io.bactrian.approval;

import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import io.bactrian.run.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One draining of a connection's work list, from the first row that is taken to the last that is settled: what it
 * belongs to, whether more is expected, and why it ended before its time. Thread-safe.
 */
public final class DrainSession {
    private static final int BELIEVED_IN_A_ROW = 3;
    /** A new month begins, or somebody has bought calls. */
    private static final long NARROWED_FOR = TimeUnit.MINUTES.toNanos(10);

    private final Connection connection;
    private final Run run;
    private final BooleanSupplier moreExpected;
    private final StopSignal stop;
    private final int giveUpAfter;
    private final boolean endless;

    private final List<ReadResult> failuresInARow = new ArrayList<>();
    private final List<ReadResult> goneBeforeASuccess = new ArrayList<>();
    private boolean hasSeenOne;
    private int goneInARow;
    private boolean givenUp;
    private Purposes purposes;
    private String endedBecause;
    private boolean over;
    /** When it was narrowed to live work; 0 while it is not. */
    private long narrowedAt;

    /** {@code giveUpAfter} failures in a row mean that the platform is out of order. */
    DrainSession(
            Connection connection,
            Run run,
            Purposes purposes,
            BooleanSupplier moreExpected,
            StopSignal stop,
            int giveUpAfter) {
        this(connection, run, purposes, moreExpected, stop, giveUpAfter, false);
    }

    private DrainSession(
            Connection connection,
            Run run,
            Purposes purposes,
            BooleanSupplier moreExpected,
            StopSignal stop,
            int giveUpAfter,
            boolean endless) {
        this.connection = connection;
        this.run = run;
        this.purposes = purposes;
        this.moreExpected = moreExpected;
        this.stop = stop;
        this.giveUpAfter = giveUpAfter;
        this.endless = endless;
    }

    /** One of the service, which goes on until it is stopped: what fails in a way that may pass is read again later. */
    static DrainSession endless(Connection connection, Run run, StopSignal stop, int giveUpAfter) {
        return new DrainSession(connection, run, Purposes.ALL, () -> true, stop, giveUpAfter, true);
    }

    boolean isEndless() {
        return endless;
    }

    Connection connection() {
        return connection;
    }

    Run run() {
        return run;
    }

    boolean isMoreExpected() {
        return moreExpected.getAsBoolean();
    }

    /** Whether nothing new may be taken. */
    synchronized boolean isOver() {
        return over || stop.isRaised();
    }

    /** What it drains, as far as the month still has calls for it. One without an end asks again now and then. */
    synchronized Purposes purposes() {
        if (endless && narrowedAt != 0 && System.nanoTime() - narrowedAt > NARROWED_FOR) {
            narrowedAt = 0;
            endedBecause = null;
            purposes = Purposes.ALL;
        }
        return purposes;
    }

    /** Why it ended although there was more to do; empty when it ended because all was done. */
    synchronized Optional<String> endedBecause() {
        return Optional.ofNullable(endedBecause);
    }

    /** Ends it. */
    synchronized void end(String because) {
        over = true;
        if (endedBecause == null) {
            endedBecause = because;
        }
    }

    /** The month's calls are spent: only live work goes on, or nothing when even that has no calls left. */
    synchronized void spent(Purpose purpose, String because) {
        if (purpose.isLive() || purposes.live().isEmpty()) {
            end(because);
        } else {
            purposes = purposes.live();
            endedBecause = because;
            narrowedAt = System.nanoTime();
        }
    }

    /**
     * Whether an approval that the platform does not know is hard to believe to be deleted, in a session that goes on for
     * months: nothing was read yet, or several in a row are gone.
     */
    synchronized boolean isDoubtful() {
        return endless && (!hasSeenOne || ++goneInARow > BELIEVED_IN_A_ROW);
    }

    /** An approval was read: what was held back is what it looked like. Gives what can be written down now. */
    synchronized List<ReadResult> read(ReadResult result) {
        hasSeenOne = true;
        goneInARow = 0;
        List<ReadResult> certain = new ArrayList<>(rest());
        certain.add(result);
        return certain;
    }

    /**
     * The platform does not know an approval. It says the same of each one of another company, so this is held back
     * until one was read. Gives what can be written down now.
     */
    synchronized List<ReadResult> gone(ReadResult result) {
        if (givenUp) {
            return List.of();
        }
        List<ReadResult> certain = new ArrayList<>(failuresInARow);
        failuresInARow.clear();
        if (hasSeenOne) {
            certain.add(result);
            return certain;
        }
        goneBeforeASuccess.add(result);
        if (goneBeforeASuccess.size() >= giveUpAfter) {
            giveUp(giveUpAfter + " approvals in a row do not exist for this app; is it the right company's?"
                    + " Nothing was marked as deleted, and everything is still on the list.");
        }
        return certain;
    }

    /**
     * A read failed in a way that may pass. It is held back: when too many fail in a row, it was the platform and not
     * the approval. Gives what can be written down now.
     */
    synchronized List<ReadResult> failed(ReadResult result) {
        failuresInARow.add(result);
        if (failuresInARow.size() >= giveUpAfter) {
            giveUp(giveUpAfter + " reads in a row failed, the last one because "
                    + result.failure().getMessage()
                    + "; everything is still on the list, run the command again when the platform answers.");
        }
        return List.of();
    }

    /** While there is nothing to read: failures that were too few to blame the platform are what they look like. */
    synchronized List<ReadResult> failuresSoFar() {
        List<ReadResult> failures = givenUp ? List.of() : new ArrayList<>(failuresInARow);
        failuresInARow.removeAll(failures);
        return failures;
    }

    /** After the last read: what is still held back is what it looks like, unless there is too much of it. */
    synchronized List<ReadResult> rest() {
        return givenUp ? List.of() : takeAll();
    }

    private void giveUp(String because) {
        givenUp = true;
        end(because);
    }

    private List<ReadResult> takeAll() {
        List<ReadResult> all = new ArrayList<>(failuresInARow);
        all.addAll(goneBeforeASuccess);
        failuresInARow.clear();
        goneBeforeASuccess.clear();
        return all;
    }
}
