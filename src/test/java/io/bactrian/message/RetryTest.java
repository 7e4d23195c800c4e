package io.bactrian.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.connection.Settings;
import io.bactrian.message.Receipt.State;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is sent again when what failed on the last day is, and what is forgotten. */
class RetryTest extends BenchedTest {
    @Test
    void whatWaitedForLongAndFailedJustNowIsSentAgain() {
        Receipt receipt = bench.send(Map.of(
                "content",
                "x",
                "users",
                "u1",
                "notBefore",
                bench.clock.instant().plus(Duration.ofHours(30)).toString()));
        bench.clock.forward(Duration.ofHours(30));
        bench.platform.failures.add(FakePlatform.refused());
        bench.carry();
        assertThat(bench.receipt(receipt.id()).state()).isEqualTo(State.FAILED);

        assertThat(bench.retry()).hasSize(1);

        assertThat(bench.receipt(receipt.id()).state()).isEqualTo(State.SENT);
        assertThat(bench.platform.got).isEqualTo(Map.of("u1", 1));
    }

    @Test
    void whatFailsEachTimeIsNotTriedForEver() {
        bench.platform.failures.add(FakePlatform.refused());
        bench.send(Map.of("content", "x", "users", "u1"));
        for (int i = 0; i < 2; i++) {
            bench.clock.forward(Duration.ofHours(10));
            bench.platform.failures.add(FakePlatform.refused());
            assertThat(bench.retry()).hasSize(1);
        }
        bench.clock.forward(Duration.ofHours(10));

        assertThat(bench.retry()).isEmpty();
    }

    @Test
    void whatIsForNobodyWhoIsThereIsForgottenLikeTheRest() {
        Receipt receipt = bench.send(Map.of("content", "x", "members", "nobody-here", "key", "k"));
        assertThat(receipt.state()).isEqualTo(State.FAILED);
        assertThat(bench.platform.calls).isEmpty();
        MessageArchive archive = new MessageArchive(new Settings(bench.settings::get), bench.tables, bench.clock);
        bench.clock.forward(Duration.ofDays(364));
        assertThat(archive.forget()).isZero();
        bench.clock.forward(Duration.ofDays(2));

        assertThat(archive.forget()).isGreaterThanOrEqualTo(1);

        assertThat(bench.send(Map.of("content", "x", "users", "u1", "key", "k")).repeated())
                .isFalse();
    }
}
