package io.bactrian.approval;

import io.bactrian.connection.Connection;
import io.bactrian.connection.Connections;
import io.bactrian.event.GroupCommit;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the step of {@code direct:approval-event} does: it returns when the event is committed, and throws when it is not. */
public final class ApprovalEvents {
    private static final Logger LOG = LoggerFactory.getLogger(ApprovalEvents.class);
    private static final int LONGEST_ID = 128;

    private final Connections connections;
    private final EventStore store;
    private final ExecutorService threads;
    private final Duration patience;
    private final Map<String, GroupCommit<ApprovalEvent>> writers = new ConcurrentHashMap<>();

    /** An event waits for {@code patience} at most. */
    public ApprovalEvents(Connections connections, EventStore store, ExecutorService threads, Duration patience) {
        this.connections = connections;
        this.store = store;
        this.threads = threads;
        this.patience = patience;
    }

    void store(Exchange exchange) {
        ApprovalEvent event = exchange.getMessage().getBody(ApprovalEvent.class);
        if (event.approvalId() == null
                || event.approvalId().isBlank()
                || event.approvalId().length() > LONGEST_ID) {
            LOG.warn(
                    "{}: event {} names what cannot be an approval",
                    event.head().connection(),
                    event.head().id());
            return;
        }
        writers.computeIfAbsent(event.head().connection(), this::writer).write(event);
    }

    private GroupCommit<ApprovalEvent> writer(String name) {
        Connection connection = connections.get(name);
        return new GroupCommit<>(events -> store.store(connection, events), threads, patience);
    }
}
