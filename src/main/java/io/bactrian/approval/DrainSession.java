package io.bactrian.approval;

import io.bactrian.call.CallException;
import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import io.bactrian.run.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One draining of a connection's work list, from the first row that is taken to the last that is settled: what it
 * belongs to, whether more is expected, and why it ended before its time. Thread-safe.
 */
public final class DrainSession {
    private final Connection connection;
    private final Run run;
    private final BooleanSupplier moreExpected;
    private final StopSignal stop;
    private final int giveUpAfter;

    private final List<WorkItem> failuresInARow = new ArrayList<>();
    private Purpose leastUrgent = Purpose.REFRESH;
    private String endedBecause;
    private boolean over;

    /** {@code giveUpAfter} failures in a row mean that the platform is out of order. */
    DrainSession(Connection connection, Run run, BooleanSupplier moreExpected, StopSignal stop, int giveUpAfter) {
        this.connection = connection;
        this.run = run;
        this.moreExpected = moreExpected;
        this.stop = stop;
        this.giveUpAfter = giveUpAfter;
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

    /** The least urgent purpose that the month still has calls for. */
    synchronized Purpose leastUrgent() {
        return leastUrgent;
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
        if (purpose.isLive()) {
            end(because);
        } else {
            leastUrgent = Purpose.REPLAY;
            endedBecause = because;
        }
    }

    synchronized void succeeded() {
        failuresInARow.clear();
    }

    /** Notes a failure that may pass; the rows of a row of failures that is too long, else nothing. */
    synchronized List<WorkItem> failed(WorkItem item, CallException failure) {
        failuresInARow.add(item);
        if (failuresInARow.size() < giveUpAfter) {
            return List.of();
        }
        end(giveUpAfter + " reads in a row failed, the last one because " + failure.getMessage()
                + "; everything is still on the list, run the command again when the platform answers.");
        List<WorkItem> givenUp = List.copyOf(failuresInARow);
        failuresInARow.clear();
        return givenUp;
    }
}
