package io.bactrian.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.message.Receipt.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is done, and what is believed, after a try of which nobody knows whether it has arrived. */
class DoubtTest extends BenchedTest {
    @Test
    void whatMayHaveArrivedIsNotSentAgainWithoutAPromise() {
        bench.platform.failures.add(FakePlatform.timeout());
        bench.platform.arrivesAnyway = true;

        Receipt receipt = bench.send(Map.of("content", "x", "users", "u1"));
        bench.clock.forward(Duration.ofHours(1));
        bench.carry();

        assertThat(receipt.state()).isEqualTo(State.FAILED);
        assertThat(receipt.unreached().get(0).reason()).startsWith("It may have arrived");
        assertThat(bench.platform.got).isEqualTo(Map.of("u1", 1));
    }

    @Test
    void whatMayHaveArrivedIsSentAgainWhereThePlatformDropsTheSecond() {
        bench.platform.repeatable = Duration.ofHours(4);
        bench.platform.failures.add(FakePlatform.timeout());
        bench.platform.arrivesAnyway = true;

        Receipt receipt = bench.send(Map.of("content", "x", "users", "u1"));
        assertThat(receipt.state()).isEqualTo(State.PENDING);
        bench.clock.forward(Duration.ofSeconds(30));
        bench.carry();

        assertThat(bench.receipt(receipt.id()).state()).isEqualTo(State.SENT);
        assertThat(bench.platform.calls).hasSize(2);
        assertThat(bench.platform.calls.get(0)).isEqualTo(bench.platform.calls.get(1));
        assertThat(bench.platform.got).isEqualTo(Map.of("u1", 1));
    }

    @Test
    void aRefusalAfterATryThatMayHaveArrivedIsNoReasonToSendItAgain() {
        bench.platform.repeatable = Duration.ofHours(4);
        bench.platform.failures.add(FakePlatform.timeout());
        bench.platform.arrivesAnyway = true;
        Receipt receipt = bench.send(Map.of("content", "x", "users", "u1"));
        bench.platform.failures.add(FakePlatform.refused());
        bench.platform.arrivesAnyway = false;
        bench.clock.forward(Duration.ofSeconds(30));
        bench.carry();

        receipt = bench.receipt(receipt.id());
        assertThat(receipt.state()).isEqualTo(State.FAILED);
        assertThat(receipt.unreached()).singleElement().satisfies(u1 -> {
            assertThat(u1.reason())
                    .startsWith("It may have arrived the first time, and is not sent again: ")
                    .contains("60020");
            assertThat(u1.again()).isFalse();
        });
        assertThat(bench.retry()).isEmpty();
        assertThat(bench.platform.calls).hasSize(2);
    }

    @Test
    void aDuplicateAfterATryThatMayHaveArrivedIsThatTry() {
        Receipt receipt = afterTwoTries(FakePlatform.timeout());

        assertThat(receipt.state()).isEqualTo(State.SENT);
        assertThat(receipt.unreached()).isEmpty();
        assertThat(doubts(receipt)).isOne();
    }

    @Test
    void aDuplicateAfterATryThatWasSurelyRefusedIsSomebodyElses() {
        Receipt receipt = afterTwoTries(FakePlatform.busy());

        assertThat(receipt.state()).isEqualTo(State.FAILED);
        assertThat(receipt.unreached().get(0).reason())
                .isEqualTo("the platform dropped it: they had the same words already on 2026-03-02");
        assertThat(doubts(receipt)).isZero();
    }

    /** The first fails so, the second is taken, and later the platform says that they had the same words already. */
    private Receipt afterTwoTries(RuntimeException failure) {
        bench.platform.repeatable = Duration.ofHours(4);
        bench.platform.receipts = true;
        bench.platform.report = new DeliveryReport(true, List.of(), List.of(new Receiver(Kind.USER, "u1")));
        bench.platform.failures.add(failure);
        Receipt receipt = bench.send(Map.of("content", "x", "users", "u1"));
        assertThat(receipt.state()).isEqualTo(State.PENDING);
        bench.clock.forward(Duration.ofSeconds(30));
        bench.carry();
        assertThat(bench.receipt(receipt.id()).state()).isEqualTo(State.SENT);
        bench.clock.forward(Duration.ofSeconds(31));
        bench.carry();
        return bench.receipt(receipt.id());
    }

    private int doubts(Receipt receipt) {
        return bench.tables
                .jdbc()
                .queryForObject(
                        "SELECT doubts FROM message_portion WHERE message_id = :id AND attempts = 2",
                        Map.of("id", receipt.id()),
                        Integer.class);
    }

    @Test
    void aTryThatWasSurelyRefusedDoesNotShortenTheTimeToSendAgain() {
        bench.platform.repeatable = Duration.ofMinutes(2);
        bench.platform.failures.add(FakePlatform.busy());
        Receipt receipt = bench.send(Map.of("content", "x", "users", "u1"));
        bench.platform.failures.add(FakePlatform.timeout());
        bench.platform.arrivesAnyway = true;
        bench.clock.forward(Duration.ofMinutes(5));
        bench.carry();
        assertThat(bench.receipt(receipt.id()).state()).isEqualTo(State.PENDING);

        bench.clock.forward(Duration.ofMinutes(1));
        bench.carry();

        assertThat(bench.receipt(receipt.id()).state()).isEqualTo(State.SENT);
    }
}
