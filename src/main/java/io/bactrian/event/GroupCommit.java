package io.bactrian.event;

import io.bactrian.store.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Writes what many threads bring in as few transactions as possible: whatever has arrived while one was being committed
 * is the next. Nobody waits for company, so a single item is written at once. Thread-safe.
 */
public final class GroupCommit<T> {
    private static final int MOST = 500;

    private final Consumer<List<T>> transaction;
    private final ExecutorService writer;
    private final Duration patience;
    private List<Waiting<T>> queue = new ArrayList<>();
    private boolean writing;

    /**
     * {@code transaction} writes and commits items or throws; {@code writer} gives it a thread; whoever brings an item
     * waits for {@code patience} at most.
     */
    public GroupCommit(Consumer<List<T>> transaction, ExecutorService writer, Duration patience) {
        this.transaction = transaction;
        this.writer = writer;
        this.patience = patience;
    }

    /**
     * Returns when {@code item} is committed. An item that was not committed in time is not written any more, unless its
     * transaction has begun.
     */
    public void write(T item) {
        Waiting<T> waiting = new Waiting<>(item);
        try {
            enqueue(waiting);
            waiting.done.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            withdraw(waiting);
            throw new NotStoredException("the database did not commit within " + patience.toMillis() + " ms", e);
        } catch (RejectedExecutionException e) {
            withdraw(waiting);
            throw new NotStoredException("the process is being stopped", e);
        } catch (ExecutionException e) {
            throw new NotStoredException("the database refused: " + sentence(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            withdraw(waiting);
            throw new NotStoredException("the process is being stopped", e);
        }
    }

    private synchronized void enqueue(Waiting<T> waiting) {
        queue.add(waiting);
        if (!writing) {
            writer.execute(this::writeAll);
            writing = true;
        }
    }

    private synchronized void withdraw(Waiting<T> waiting) {
        waiting.done.cancel(false);
        queue.remove(waiting);
    }

    private void writeAll() {
        for (List<Waiting<T>> group = next(); !group.isEmpty(); group = next()) {
            commit(group);
        }
    }

    private synchronized List<Waiting<T>> next() {
        List<Waiting<T>> group = queue;
        if (group.size() > MOST) {
            queue = new ArrayList<>(group.subList(MOST, group.size()));
            group = group.subList(0, MOST);
        } else {
            queue = new ArrayList<>();
        }
        writing = !group.isEmpty();
        return group;
    }

    /** An item that the database will not have must not keep the others from being stored. */
    private void commit(List<Waiting<T>> all) {
        List<Waiting<T>> group =
                all.stream().filter(waiting -> !waiting.done.isDone()).toList();
        if (group.isEmpty()) {
            return;
        }
        try {
            transaction.accept(group.stream().map(waiting -> waiting.item).toList());
            group.forEach(waiting -> waiting.done.complete(null));
        } catch (RuntimeException e) {
            if (group.size() == 1 || Transactions.isTroubleOfTheDatabase(e)) {
                group.forEach(waiting -> waiting.done.completeExceptionally(e));
            } else {
                commit(group.subList(0, group.size() / 2));
                commit(group.subList(group.size() / 2, group.size()));
            }
        } catch (Error e) {
            group.forEach(waiting -> waiting.done.completeExceptionally(e));
        }
    }

    private static String sentence(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static final class Waiting<T> {
        private final T item;
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        private Waiting(T item) {
            this.item = item;
        }
    }
}
