package io.bactrian.service;

import io.bactrian.connection.Connection;
import io.bactrian.message.Messaging;
import io.bactrian.run.StopSignal;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Sends what is due: each connection and each channel on a thread of its own, so that a slow one holds up no other. */
final class MessageService {
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final Messaging messaging;
    private final StopSignal stop;
    private final Clock clock;
    private final Map<String, Loop> loops = new LinkedHashMap<>();

    MessageService(Messaging messaging, StopSignal stop, Clock clock) {
        this.messaging = messaging;
        this.stop = stop;
        this.clock = clock;
        for (Connection sender : messaging.senders()) {
            loops.put(sender.name(), new Loop(sender.name(), "messages", () -> carry(sender)));
        }
    }

    void start() {
        messaging.onPending(this::wake);
        loops.values().forEach(Loop::start);
    }

    /** One for each sender. */
    List<MessageHealthCheck> checks() {
        return loops.entrySet().stream()
                .map(loop -> new MessageHealthCheck(loop.getKey(), loop.getValue()))
                .toList();
    }

    private void wake(String sender) {
        Loop loop = loops.get(sender);
        if (loop != null) {
            loop.wake();
        }
    }

    void stop() {
        loops.values().forEach(Loop::stop);
    }

    void await(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (Loop loop : loops.values()) {
            loop.await(Duration.ofNanos(end - System.nanoTime()));
        }
    }

    void interrupt() {
        loops.values().forEach(Loop::interrupt);
    }

    private Duration carry(Connection sender) {
        messaging.carryDue(sender, stop::isRaised);
        OptionalLong due = messaging.nextDue(sender);
        long rest = due.isEmpty() ? LOOK_AGAIN.toMillis() : due.getAsLong() - clock.millis();
        return Duration.ofMillis(Math.max(SOON.toMillis(), Math.min(rest, LOOK_AGAIN.toMillis())));
    }
}
