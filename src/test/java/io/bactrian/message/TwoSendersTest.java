package io.bactrian.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.message.MessageRules.Ceiling;
import io.bactrian.message.MessageRules.Span;
import io.bactrian.message.Receipt.State;
import io.bactrian.store.HeldRows;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Two processes send for one connection, and come to the same decision at the same moment. */
class TwoSendersTest extends BenchedTest {
    @Test
    void whoComesSecondSeesThatTheRoomIsTaken() {
        bench.platform.ceilings.add(new Ceiling(Kind.USER, 1, Span.MINUTE, false, "more than 1 message in a minute"));
        // whoever has ever sent to somebody has taken a turn
        bench.send(Map.of("content", "first", "users", "u1"));
        bench.platform.calls.clear();
        bench.clock.forward(Duration.ofMinutes(2));
        Receipt others = bench.keep(Map.of("content", "x", "users", "u1"));
        Receipt ours = bench.keep(Map.of("content", "y", "users", "u1"));
        sql("UPDATE message_portion SET due_at = due_at + 100000 WHERE message_id = :id", others.id());
        HeldRows.untilSomebodyWaits(
                bench.tables.jdbc().getJdbcTemplate().getDataSource(),
                kind,
                "SELECT 1 FROM turn WHERE connection_name = '" + bench.connection.name() + "'",
                bench::carry,
                "UPDATE message_receiver SET state = 'sent', tried_at = " + bench.clock.millis()
                        + " WHERE message_id = " + others.id());

        assertThat(bench.receipt(ours.id()).state()).isEqualTo(State.PENDING);
        assertThat(bench.platform.calls).isEmpty();
        bench.clock.forward(Duration.ofSeconds(61));
        bench.carry();
        assertThat(bench.receipt(ours.id()).state()).isEqualTo(State.SENT);
    }

    @Test
    void aReceiptIsAskedForByOneOfThem() {
        AtomicInteger asked = new AtomicInteger();
        Receipt receipt = sentWithReceipt();
        bench.platform.meanwhile = asked::incrementAndGet;
        String portion = " message_portion WHERE message_id = " + receipt.id();

        HeldRows.untilSomebodyWaits(
                bench.tables.jdbc().getJdbcTemplate().getDataSource(),
                kind,
                "SELECT 1 FROM" + portion,
                bench::carry,
                "UPDATE message_portion SET receipts = receipts + 1 WHERE message_id = " + receipt.id());

        assertThat(asked).hasValue(0);
    }

    @Test
    void aReceiptSaysNothingOfWhatWasSentSince() {
        Receipt receipt = sentWithReceipt();
        bench.platform.report = new DeliveryReport(
                true, List.of(new Unreached(Kind.USER, "u1", "too much in one minute", true)), List.of());
        bench.platform.meanwhile =
                () -> sql("UPDATE message_receiver SET portion_no = 2 WHERE message_id = :id", receipt.id());

        bench.carry();

        assertThat(bench.receipt(receipt.id()).state()).isEqualTo(State.SENT);
    }

    private Receipt sentWithReceipt() {
        bench.platform.receipts = true;
        bench.platform.report = new DeliveryReport(true, List.of(), List.of());
        Receipt receipt = bench.send(Map.of("content", "x", "users", "u1"));
        bench.clock.forward(Duration.ofSeconds(31));
        return receipt;
    }

    private void sql(String sql, long id) {
        bench.tables.jdbc().update(sql, Map.of("id", id));
    }
}
