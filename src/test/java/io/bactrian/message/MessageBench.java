package io.bactrian.message;

import io.bactrian.call.Calls;
import io.bactrian.connection.Channels;
import io.bactrian.connection.Connection;
import io.bactrian.connection.Connections;
import io.bactrian.connection.EventSettings;
import io.bactrian.connection.Secret;
import io.bactrian.connection.Settings;
import io.bactrian.store.Database;
import io.bactrian.store.Tables;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/** The room of messages on a workbench: a made-up platform, a real database, a connection that no other test has. */
final class MessageBench implements AutoCloseable {
    final HandClock clock = new HandClock();
    final FakePlatform platform = new FakePlatform();
    final Connection connection;
    final Tables tables;
    final Map<String, String> settings = new HashMap<>(Map.of(
            "message.too-long", "refuse",
            "message.attempts", "4",
            "message.retry-delay", "30s",
            "message.longest-retry-delay", "5m",
            "message.hold", "10m",
            "message.keep", "365d",
            "message.receipt-delay", "30s"));

    private final CamelContext context = new DefaultCamelContext();
    private ProducerTemplate template;
    SendingHours hours = SendingHours.ALWAYS;
    Messaging messaging;

    MessageBench(Database database) throws Exception {
        connection = new Connection(
                "c" + UUID.randomUUID().toString().substring(0, 8),
                "fake",
                "id",
                new Secret("s"),
                Map.of(),
                List.of(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                0,
                EventSettings.NONE);
        tables = Tables.of(database.dataSource());
        context.getRegistry().bind(MessageRules.beanName("fake"), platform);
        context.addRoutes(platform);
        context.getShutdownStrategy().setTimeout(2);
    }

    MessageBench start() throws Exception {
        template = context.createProducerTemplate();
        messaging = messaging();
        context.addRoutes(messaging.routes());
        context.start();
        return this;
    }

    /** The room once more, as another process has it. */
    Messaging messaging() {
        return new Messaging(
                new Settings(settings::get),
                new Connections(List.of(connection)),
                Channels.NONE,
                tables,
                template,
                clock,
                (message, at) -> hours.next(message, at));
    }

    Receipt send(Object message) {
        return Calls.request(template, MessageRoutes.SEND, message, Receipt.class);
    }

    Receipt keep(Object message) {
        return Calls.request(template, MessageRoutes.SEND_LATER, message, Receipt.class);
    }

    int carry() {
        return messaging.carryDue(connection, () -> false);
    }

    /** Sends again what failed on the last day. */
    List<?> retry() {
        return Calls.request(
                template, MessageRoutes.SEND_FAILED, new RetryRequest(connection.name(), List.of()), List.class);
    }

    Receipt receipt(long id) {
        return messaging.receipt(id);
    }

    @Override
    public void close() {
        context.stop();
    }

    /** A clock that moves by hand. */
    static final class HandClock extends Clock {
        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T02:00:00Z"));

        void forward(Duration by) {
            now.updateAndGet(instant -> instant.plus(by));
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("Asia/Shanghai");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(instant(), zone);
        }
    }
}
