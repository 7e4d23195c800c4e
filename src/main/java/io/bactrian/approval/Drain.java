package io.bactrian.approval;

import io.bactrian.call.CallException;
import io.bactrian.call.Calls;
import io.bactrian.call.ErrorClass;
import io.bactrian.connection.Connection;
import io.bactrian.connection.LogFields;
import io.bactrian.run.RunLedger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is on the work list and writes it down: several readers take rows, read each once through
 * {@code direct:approval-read}, and carry full batches to {@code direct:approval-settle}. One bad approval stops nobody.
 */
public final class Drain {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private final WorkList workList;
    private final StoredApprovals stored;
    private final RunLedger runs;
    private final ProducerTemplate template;
    private final ExecutorService threads;
    private final Clock clock;
    private final int readers;
    private final int batchSize;
    private final Duration batchWait;

    /** {@code threads} must be able to run {@code readers} tasks for each session at the same time. */
    public Drain(
            WorkList workList,
            StoredApprovals stored,
            RunLedger runs,
            ProducerTemplate template,
            ExecutorService threads,
            Clock clock,
            int readers,
            int batchSize,
            Duration batchWait) {
        this.workList = workList;
        this.stored = stored;
        this.runs = runs;
        this.template = template;
        this.threads = threads;
        this.clock = clock;
        this.readers = readers;
        this.batchSize = batchSize;
        this.batchWait = batchWait;
    }

    /** Drains until nothing is left and nothing more is expected, or the session ends for another reason. */
    public void run(DrainSession session) throws InterruptedException {
        workList.releaseAbandoned(session.connection());
        WorkSupply supply = new WorkSupply(workList, session, readers);
        ResultBuffer buffer = new ResultBuffer(batchSize, batchWait);
        workList.signal().add(supply);
        try {
            List<Future<?>> tasks = new ArrayList<>();
            for (int i = 0; i < readers; i++) {
                tasks.add(threads.submit(() -> {
                    read(session, supply, buffer);
                    return null;
                }));
            }
            await(tasks);
            write(session, buffer, session.rest());
            settle(session, buffer, buffer.takeAll());
        } finally {
            workList.signal().remove(supply);
            workList.releaseMine(session.connection());
        }
    }

    /** Gives back what this process has taken; only for somebody who knows that nobody in it is reading. */
    void releaseMine(Connection connection) {
        workList.releaseMine(connection);
    }

    private static void await(List<Future<?>> tasks) throws InterruptedException {
        RuntimeException failure = null;
        for (Future<?> task : tasks) {
            try {
                task.get();
            } catch (ExecutionException e) {
                failure = e.getCause() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException(e.getCause().getMessage(), e.getCause());
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void read(DrainSession session, WorkSupply supply, ResultBuffer buffer) throws InterruptedException {
        try {
            while (!supply.isFinished()) {
                Optional<WorkItem> item = supply.poll();
                if (item.isPresent()) {
                    WorkItem next = item.get();
                    take(session, buffer, LogFields.about(next.connection(), next.id(), () -> read(session, next)));
                } else {
                    settle(session, buffer, buffer.takeAll());
                    if (session.isEndless()) {
                        write(session, buffer, session.failuresSoFar());
                    }
                    supply.pause();
                }
            }
        } catch (RuntimeException e) {
            session.end(Failures.sentence(e));
            throw e;
        }
    }

    private void take(DrainSession session, ResultBuffer buffer, ReadResult result) {
        Optional<Duration> later = Patience.withAnswer(result);
        if (result.item().isTold()) {
            settle(session, buffer, buffer.add(result));
        } else if (later.isPresent()) {
            workList.postpone(result.item(), later.get(), null, null);
        } else if (result.approval() != null) {
            write(session, buffer, session.read(result));
        } else if (result.isGone() && session.isDoubtful()) {
            doubt(session, result);
        } else if (result.isGone()) {
            write(session, buffer, session.gone(result));
        } else {
            sortOut(session, buffer, result);
        }
    }

    /** Several in a row that do not exist are more likely out of this app's sight than deleted. */
    private void doubt(DrainSession session, ReadResult result) {
        String why = "It does not exist for this app, and neither did those before it: is it out of the app's sight?"
                + " It was not marked as deleted. When the app sees it again: replay.";
        Optional<Duration> later = Patience.withDoubt(result);
        if (later.isPresent()) {
            workList.postpone(result.item(), later.get(), ErrorClass.ABSENT, why);
        } else {
            workList.fail(result.item(), ErrorClass.ABSENT, why);
            runs.problem(session.run(), "approval", result.item().id(), why);
        }
    }

    private void sortOut(DrainSession session, ResultBuffer buffer, ReadResult result) {
        CallException failure = result.failure();
        if (failure.errorClass() == ErrorClass.QUOTA) {
            workList.release(List.of(result.item()));
            session.spent(result.item().purpose(), failure.getMessage());
        } else if (failure.errorClass() == ErrorClass.REFUSED) {
            workList.release(List.of(result.item()));
            session.end(failure.getMessage());
        } else if (session.isOver()) {
            workList.release(List.of(result.item()));
        } else if (failure.errorClass().isTransient()) {
            write(session, buffer, session.failed(result));
        } else {
            fail(session, result);
        }
    }

    /** What is not written down, because it may not be what it looks like, goes back to the list at the end. */
    private void write(DrainSession session, ResultBuffer buffer, List<ReadResult> results) {
        for (ReadResult result : results) {
            if (result.isSettled()) {
                settle(session, buffer, buffer.add(result));
            } else {
                fail(session, result);
            }
        }
    }

    private void fail(DrainSession session, ReadResult result) {
        CallException failure = result.failure();
        if (session.isEndless() && failure.errorClass().isTransient()) {
            workList.postpone(result.item(), Patience.withFailure(result), failure.errorClass(), failure.getMessage());
            return;
        }
        if (!failure.errorClass().isTransient()) {
            session.run().addRead(1);
        }
        if (!workList.fail(result.item(), failure.errorClass(), failure.getMessage())) {
            // something happened to it meanwhile
            return;
        }
        runs.problem(session.run(), "approval", result.item().id(), failure.getMessage());
        if (session.isEndless()) {
            tell(result.item(), failure.getMessage());
        }
    }

    /** Whoever runs a command is told at its end. */
    private static void tell(WorkItem item, String why) {
        LogFields.about(
                item.connection(),
                item.id(),
                () -> LOG.warn(
                        "{}: approval {} could not be read and stays on the list as failed, until './bactrian replay {}': {}",
                        item.connection(),
                        item.id(),
                        item.id(),
                        why));
    }

    private ReadResult read(DrainSession session, WorkItem item) {
        Instant readAt = clock.instant();
        if (item.isTold()) {
            return new ReadResult(
                    item, stored.load(item.connection(), List.of(item.id())).get(item.id()), null, readAt);
        }
        DetailQuery query = new DetailQuery(session.connection(), item.id(), item.templateCode(), item.purpose());
        try {
            Approval approval = Calls.request(template, ApprovalRoutes.READ, query, Approval.class);
            return new ReadResult(item, approval, null, readAt);
        } catch (CallException failure) {
            return new ReadResult(item, null, failure, readAt);
        }
    }

    /** One batch at a time: the others read meanwhile, and no two of ours wait for each other's rows. */
    private void settle(DrainSession session, ResultBuffer buffer, List<ReadResult> batch) {
        if (batch.isEmpty()) {
            return;
        }
        buffer.carrying().lock();
        try {
            Batch settled = new Batch(session.connection(), session.run(), batch);
            Calls.request(template, ApprovalRoutes.SETTLE, settled, Object.class);
            session.run().addRead(batch.size());
        } finally {
            buffer.carrying().unlock();
        }
    }
}
