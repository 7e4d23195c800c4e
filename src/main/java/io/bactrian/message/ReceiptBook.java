package io.bactrian.message;

import io.bactrian.call.CallException;
import io.bactrian.call.Calls;
import io.bactrian.connection.Connection;
import io.bactrian.message.MessageRules.Span;
import io.bactrian.store.Sql;
import io.bactrian.store.Tables;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Asks a platform that tells later who was reached, and corrects what was written down when it took the message. */
final class ReceiptBook {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiptBook.class);

    private static final int BATCH = 50;
    /** Each question is a call, and each later one is asked four times as late. */
    private static final int MOST_QUESTIONS = 4;

    private static final int PATIENCE = 4;

    private final ProducerTemplate template;
    private final Tables tables;
    private final NamedParameterJdbcTemplate jdbc;
    private final PortionStore portions;
    private final MessageSummary summary;
    private final Clock clock;
    private final Duration delay;

    /** {@code delay} is how long after a portion was taken the first question is asked. */
    ReceiptBook(
            ProducerTemplate template,
            Tables tables,
            PortionStore portions,
            MessageSummary summary,
            Clock clock,
            Duration delay) {
        this.template = template;
        this.tables = tables;
        this.jdbc = tables.jdbc();
        this.portions = portions;
        this.summary = summary;
        this.clock = clock;
        this.delay = delay;
    }

    private record Open(PortionStore.Id id, String platformId, int receipts, int doubts, Instant triedAt) {}

    /** Asks for what is due, until {@code stop}; how many portions were asked for. */
    int askDue(Connection connection, BooleanSupplier stop) {
        List<Open> due = jdbc.query(
                Sql.of("message-receipts-due"),
                Map.of("connection", connection.name(), "now", clock.millis(), "most", BATCH),
                (row, n) -> new Open(
                        new PortionStore.Id(row.getLong("message_id"), row.getInt("portion_no")),
                        row.getString("platform_id"),
                        row.getInt("receipts"),
                        row.getInt("doubts"),
                        Instant.ofEpochMilli(row.getLong("tried_at"))));
        int done = 0;
        for (Open open : due) {
            if (stop.getAsBoolean()) {
                break;
            }
            ask(connection, open);
            done++;
        }
        return done;
    }

    private void ask(Connection connection, Open open) {
        // first the next question, so that a process that dies here does not ask for ever
        boolean isLast = open.receipts + 1 >= MOST_QUESTIONS;
        Instant next = clock.instant().plus(delay.multipliedBy((long) Math.pow(PATIENCE, open.receipts + 1.0)));
        if (!asked(open, isLast ? null : next)) {
            return;
        }
        try {
            DeliveryReport report = Calls.request(
                    template,
                    connection.endpoint("receipt"),
                    new ReceiptQuery(connection, open.platformId, receivers(open)),
                    DeliveryReport.class);
            note(open, report);
        } catch (CallException e) {
            LOG.debug("What became of message {} cannot be known now: {}", open.id.message(), e.getMessage());
        }
    }

    /** False when somebody else asks. */
    private boolean asked(Open open, Instant next) {
        return tables.transactions()
                .in(() -> jdbc.update(
                                Sql.of("message-receipt-asked"),
                                row(open)
                                        .addValue("receipts", open.receipts)
                                        .addValue("receiptAt", next == null ? null : next.toEpochMilli()))
                        == 1);
    }

    private List<Receiver> receivers(Open open) {
        return jdbc.query(
                Sql.of("message-portion-reached"),
                row(open),
                (row, n) -> new Receiver(Kind.of(row.getString("kind")), row.getString("receiver_id")));
    }

    private void note(Open open, DeliveryReport report) {
        tables.transactions().run(() -> {
            jdbc.queryForList(Sql.of("message-lock"), Map.of("message", open.id.message()), Integer.class);
            report.unreached().forEach(unreached -> portions.unreached(open.id, unreached));
            // after a try that may have arrived, a duplicate is one because that try did
            if (open.doubts == 0) {
                report.duplicates()
                        .forEach(receiver -> portions.unreached(
                                open.id,
                                new Unreached(
                                        receiver.kind(),
                                        receiver.id(),
                                        "the platform dropped it: they had the same words already on "
                                                + Span.day(open.triedAt),
                                        false)));
            }
            if (report.complete()) {
                jdbc.update(Sql.of("message-receipt-complete"), row(open));
            }
            summary.write(open.id.message());
        });
    }

    /** When the next question is due, in milliseconds since 1970; {@code null} when none is. */
    Long nextDue(String connection) {
        return jdbc.queryForObject(Sql.of("message-receipts-next"), Map.of("connection", connection), Long.class);
    }

    private static MapSqlParameterSource row(Open open) {
        return open.id.row();
    }
}
