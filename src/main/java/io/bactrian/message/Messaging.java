package io.bactrian.message;

import io.bactrian.connection.Channels;
import io.bactrian.connection.Connection;
import io.bactrian.connection.Connections;
import io.bactrian.connection.Settings;
import io.bactrian.run.Owner;
import io.bactrian.store.Tables;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;

/** The room of messages, put together. */
public final class Messaging {
    private final ProducerTemplate template;
    private final Senders senders;
    private final MessageStore messages;
    private final PortionStore portions;
    private final Courier courier;
    private final Dispatch dispatch;
    private final Retry retry;
    private final ReceiptBook receipts;

    public Messaging(
            Settings settings,
            Connections connections,
            Channels channels,
            Tables tables,
            ProducerTemplate template,
            Clock clock,
            SendingHours hours) {
        this.template = template;
        Patience patience = Patience.read(settings);
        senders = new Senders(connections, channels);
        messages = new MessageStore(clock, tables);
        MessageSummary summary = new MessageSummary(clock, tables.jdbc());
        portions = new PortionStore(
                clock,
                tables,
                messages,
                new CeilingCheck(tables.jdbc(), patience.hold()),
                summary,
                hours,
                Owner.current().code());
        courier = new Courier(template, portions, clock, patience);
        dispatch = new Dispatch(
                senders,
                new Addressing(tables.jdbc()),
                new Fitting(cuts(settings)),
                messages,
                courier,
                new NotBefore(clock, settings.duration("message.keep")));
        retry = new Retry(template, tables, senders, messages, portions, summary, courier, clock);
        receipts = new ReceiptBook(template, tables, portions, summary, clock, patience.receipt());
    }

    private static boolean cuts(Settings settings) {
        String key = "message.too-long";
        String word = settings.text(key, "refuse or cut");
        return switch (word) {
            case "refuse" -> false;
            case "cut" -> true;
            default -> throw Settings.refuse(key, "is '" + word + "'", "refuse or cut");
        };
    }

    public RouteBuilder routes() {
        return new MessageRoutes(dispatch, retry);
    }

    /** What messages can go through: connections, and those of the channels. */
    public List<Connection> senders() {
        return senders.all();
    }

    /** A person's id as the platform of that connection, and so the table {@code member}, spells it. */
    public String memberId(Connection connection, String id) {
        return MessageRules.of(template.getCamelContext(), connection.platform())
                .memberId(id);
    }

    /** What has become of a message by now. */
    public Receipt receipt(long id) {
        return messages.receipt(id, false);
    }

    /** {@code listener} is told which connection has something to be sent. */
    public void onPending(Consumer<String> listener) {
        dispatch.onPending(listener);
    }

    /** Sends what is due and asks who was reached, until {@code stop}; how many portions that were. */
    public int carryDue(Connection connection, BooleanSupplier stop) {
        return courier.carryDue(connection, stop) + receipts.askDue(connection, stop);
    }

    /** When there will be something to do for {@link #carryDue}, in milliseconds since 1970; empty when nothing is. */
    public OptionalLong nextDue(Connection connection) {
        OptionalLong send = portions.nextDue(connection.name());
        Long ask = receipts.nextDue(connection.name());
        return ask == null ? send : OptionalLong.of(Math.min(ask, send.orElse(ask)));
    }
}
