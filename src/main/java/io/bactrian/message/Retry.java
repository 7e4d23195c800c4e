package io.bactrian.message;

import io.bactrian.connection.Connection;
import io.bactrian.store.Sql;
import io.bactrian.store.Tables;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Sends again, to whom it was not given and could be, what had failed. Nobody who has it, or may have it, gets it again. */
final class Retry {
    /** What is older is sent again only to whom it was asked for by its number: nobody expects it any more. */
    private static final Duration RECENT = Duration.ofDays(1);

    /** Numbers in one sentence. */
    private static final int SHOWN = 10;

    private final ProducerTemplate template;
    private final Tables tables;
    private final NamedParameterJdbcTemplate jdbc;
    private final Senders senders;
    private final MessageStore messages;
    private final PortionStore portions;
    private final MessageSummary summary;
    private final Courier courier;
    private final Clock clock;

    Retry(
            ProducerTemplate template,
            Tables tables,
            Senders senders,
            MessageStore messages,
            PortionStore portions,
            MessageSummary summary,
            Courier courier,
            Clock clock) {
        this.template = template;
        this.tables = tables;
        this.jdbc = tables.jdbc();
        this.senders = senders;
        this.messages = messages;
        this.portions = portions;
        this.summary = summary;
        this.courier = courier;
        this.clock = clock;
    }

    /** The body: a {@link RetryRequest}; out: a list of {@link Receipt}s. */
    void retry(Exchange exchange) {
        RetryRequest request = exchange.getMessage().getBody(RetryRequest.class);
        List<Connection> connections = senders.all().stream()
                .filter(one ->
                        request.connection() == null || request.connection().equals(one.name()))
                .toList();
        checkThere(request.ids(), connections);
        List<Receipt> receipts = new ArrayList<>();
        for (Connection connection : connections) {
            courier.recover(connection);
            for (long id : failed(connection, request)) {
                if (reopen(connection, id)) {
                    courier.carryAll(connection, id);
                    receipts.add(messages.receipt(id, false));
                }
            }
        }
        exchange.getMessage().setBody(receipts);
    }

    private void checkThere(List<Long> ids, List<Connection> connections) {
        if (ids.isEmpty() || connections.isEmpty()) {
            return;
        }
        List<String> names = connections.stream().map(Connection::name).toList();
        Set<Long> missing = new TreeSet<>(ids);
        missing.removeAll(
                jdbc.queryForList(Sql.of("message-there"), Map.of("ids", ids, "connections", names), Long.class));
        if (!missing.isEmpty()) {
            throw new MessageRefusedException("There is no message "
                    + missing.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "))
                    + (missing.size() > SHOWN ? ", …" : "") + " of " + String.join(", ", names)
                    + "; nothing was sent again.");
        }
    }

    private List<Long> failed(Connection connection, RetryRequest request) {
        return request.ids().isEmpty()
                ? jdbc.queryForList(
                        Sql.of("message-failed"),
                        Map.of("connection", connection.name(), "since", clock.millis() - RECENT.toMillis()),
                        Long.class)
                : jdbc.queryForList(
                        Sql.of("message-failed-named"),
                        Map.of("connection", connection.name(), "ids", request.ids()),
                        Long.class);
    }

    /** Portions of their own for whoever was not reached and can be; false when there is nobody. */
    private boolean reopen(Connection connection, long id) {
        MessageRules rules = MessageRules.of(template.getCamelContext(), connection.platform());
        return tables.transactions().in(() -> {
            jdbc.queryForList(Sql.of("message-lock"), Map.of("message", id), Integer.class);
            List<Receiver> left = jdbc.query(
                    Sql.of("message-receivers-left"),
                    Map.of("message", id),
                    (row, n) -> new Receiver(Kind.of(row.getString("kind")), row.getString("receiver_id")));
            StoredMessage message = messages.load(id);
            Portions.of(left, rules).forEach(portion -> portions.move(message, portion, clock.instant()));
            summary.write(id);
            return !left.isEmpty();
        });
    }
}
