package io.bactrian.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells the listeners what happened, each event under an id that no other company uses. Thread-safe. */
final class EventFeed {
    private final Clock clock;
    private final String corpId;
    private final List<Consumer<CompanyEvent>> listeners = new CopyOnWriteArrayList<>();
    private final String prefix = UUID.randomUUID().toString().replace("-", "").substring(0, 14);
    private long count;

    EventFeed(Clock clock, String corpId) {
        this.clock = clock;
        this.corpId = corpId;
    }

    String corpId() {
        return corpId;
    }

    void listen(Consumer<CompanyEvent> listener) {
        listeners.add(listener);
    }

    void forget(Consumer<CompanyEvent> listener) {
        listeners.remove(listener);
    }

    synchronized void tell(String type, ObjectNode data) {
        String id = prefix + String.format(Locale.ROOT, "%08x", ++count);
        CompanyEvent event = new CompanyEvent(id, type, clock.millis(), corpId, data);
        listeners.forEach(listener -> listener.accept(event));
    }

    /** How many events there were. */
    synchronized long count() {
        return count;
    }
}
