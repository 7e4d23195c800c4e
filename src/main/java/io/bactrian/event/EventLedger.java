package io.bactrian.event;

import io.bactrian.store.Keys;
import io.bactrian.store.Sql;
import io.bactrian.store.Tables;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The table {@code platform_event}: which events we have seen, so that one that comes again changes nothing. */
public final class EventLedger {
    private final Tables tables;
    private final List<Consumer<EventHead>> listeners = new CopyOnWriteArrayList<>();

    /** What events are about. */
    public enum About {
        APPROVAL,
        DIRECTORY
    }

    public EventLedger(Tables tables) {
        this.tables = tables;
    }

    /** {@code listener} is told each event that was not known before, when it is committed; it must not wait. */
    public void onStored(Consumer<EventHead> listener) {
        listeners.add(listener);
    }

    /**
     * Notes events of one connection that are about {@code about} (approvals, the directory), and gives those that were not known, each once. Joins the transaction: what is
     * done with an event is committed with the note of it, or neither is.
     */
    public List<EventHead> note(String connection, About about, Collection<EventHead> events) {
        Map<String, EventHead> fresh = new LinkedHashMap<>();
        events.forEach(event -> fresh.putIfAbsent(event.id(), event));
        if (fresh.isEmpty()) {
            return List.of();
        }
        Set<String> known = new HashSet<>(tables.jdbc()
                .queryForList(
                        Sql.of("event-known"), Map.of("keys", Keys.of(connection, fresh.keySet())), String.class));
        fresh.keySet().removeAll(known);
        SqlParameterSource[] rows =
                fresh.values().stream().map(event -> row(event, about)).toArray(SqlParameterSource[]::new);
        if (rows.length > 0) {
            tables.jdbc().batchUpdate(Sql.of("event-add"), rows);
        }
        List<EventHead> stored = List.copyOf(fresh.values());
        if (!listeners.isEmpty() && TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    stored.forEach(event -> listeners.forEach(listener -> listener.accept(event)));
                }
            });
        }
        return stored;
    }

    /** Forgets what arrived before {@code arrivedBefore} (milliseconds since 1970); gives the number. */
    public int forget(long arrivedBefore) {
        return tables.transactions()
                .in(() -> tables.jdbc().update(Sql.of("event-forget"), Map.of("arrivedBefore", arrivedBefore)));
    }

    private static SqlParameterSource row(EventHead event, About about) {
        return new MapSqlParameterSource()
                .addValue("connection", event.connection())
                .addValue("id", event.id())
                .addValue(
                        "type",
                        event.type().length() <= 64
                                ? event.type()
                                : event.type().substring(0, 64))
                .addValue("about", about.name().toLowerCase(Locale.ROOT))
                .addValue("source", event.source())
                .addValue("bornAt", event.bornAt())
                .addValue("arrivedAt", event.arrivedAt());
    }
}
