package io.bactrian.directory;

import io.bactrian.event.EventHead;
import io.bactrian.event.EventLedger;
import io.bactrian.event.GroupCommit;
import io.bactrian.store.Transactions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the step of {@link DirectoryEventRoutes} does: an event is noted with the rows it asks for. Thread-safe. */
public final class DirectoryEvents {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryEvents.class);
    private static final int LONGEST_ID = 128;

    private final Transactions transactions;
    private final EventLedger ledger;
    private final DirectoryWork work;
    private final ExecutorService threads;
    private final Duration patience;
    private final Map<String, GroupCommit<DirectoryEvent>> commits = new ConcurrentHashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /** An event is committed within {@code patience}, or refused. */
    DirectoryEvents(
            Transactions transactions,
            EventLedger ledger,
            DirectoryWork work,
            ExecutorService threads,
            Duration patience) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.work = work;
        this.threads = threads;
        this.patience = patience;
    }

    /** Tells {@code listener} the connection's name each time that rows were committed; it must not wait for anything. */
    public void onWork(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** Returns when a {@link DirectoryEvent} is committed. */
    void take(Exchange exchange) {
        DirectoryEvent event = exchange.getMessage().getBody(DirectoryEvent.class);
        commits.computeIfAbsent(event.head().connection(), this::commit).write(plausible(event));
    }

    /** What cannot be an id names nobody, and telling it again would not help. */
    private static DirectoryEvent plausible(DirectoryEvent event) {
        List<String> ids = event.ids().stream()
                .filter(id -> !id.isBlank() && id.length() <= LONGEST_ID)
                .toList();
        if (ids.size() < event.ids().size()) {
            LOG.warn(
                    "Event {} ({}) of {} names what cannot be an id",
                    event.head().id(),
                    event.head().type(),
                    event.head().connection());
        }
        return new DirectoryEvent(event.head(), event.kind(), ids);
    }

    private GroupCommit<DirectoryEvent> commit(String connection) {
        return new GroupCommit<>(events -> write(connection, events), threads, patience);
    }

    private void write(String connection, List<DirectoryEvent> events) {
        Map<String, DirectoryEvent> byId = new LinkedHashMap<>();
        events.forEach(event -> byId.putIfAbsent(event.head().id(), event));
        List<EventHead> heads = byId.values().stream().map(DirectoryEvent::head).toList();
        int rows = transactions.in(() -> work.add(ledger.note(connection, EventLedger.About.DIRECTORY, heads).stream()
                .map(head -> byId.get(head.id()))
                .toList()));
        if (rows > 0) {
            listeners.forEach(listener -> tell(listener, connection));
        }
    }

    private static void tell(Consumer<String> listener, String connection) {
        try {
            listener.accept(connection);
        } catch (RuntimeException e) {
            LOG.warn("Whoever waits for events of {} could not be told: {}", connection, e.getMessage());
        }
    }
}
