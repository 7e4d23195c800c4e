package io.bactrian.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.call.CallException;
import io.bactrian.call.ErrorClass;
import io.bactrian.message.Receipt.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of a message from the moment it is handed in. */
class SendTest extends BenchedTest {
    @Test
    void reachesEverybodyAndSaysSo() {
        Receipt receipt = bench.send(Map.of("content", "你好", "users", "u1,u2", "departments", List.of(7)));

        assertThat(receipt.state()).isEqualTo(State.SENT);
        assertThat(receipt.reached()).isEqualTo(3);
        assertThat(bench.platform.got).containsOnlyKeys("u1", "u2", "7");
    }

    @Test
    void nobodyIsToldBecauseAListWasEmpty() {
        assertThatThrownBy(() -> bench.send(Map.of("content", "x", "users", List.of())))
                .isInstanceOf(MessageRefusedException.class)
                .hasMessageContaining("names no receiver");
        assertThatThrownBy(() -> bench.send(Map.of("content", "x", "user", "u1")))
                .isInstanceOf(MessageRefusedException.class)
                .hasMessageContaining("no 'user'");
        assertThatThrownBy(() -> bench.send(Map.of("content", "x", "everyone", true, "users", "u1")))
                .isInstanceOf(MessageRefusedException.class)
                .hasMessageContaining("everyone");
        assertThat(bench.platform.calls).isEmpty();
    }

    @Test
    void everyoneMustBeSaid() {
        bench.send(Map.of("content", "x", "everyone", true));

        assertThat(bench.platform.calls.get(0).isForEveryone()).isTrue();
    }

    @Test
    void oneBadReceiverAmongManyStopsNobody() {
        bench.platform.nobody.add("gone");

        Receipt receipt = bench.send(Map.of("content", "x", "users", "u1,gone,u2"));

        assertThat(receipt.state()).isEqualTo(State.PARTIAL);
        assertThat(receipt.reached()).isEqualTo(2);
        assertThat(receipt.unreached()).containsExactly(new Unreached(Kind.USER, "gone", "is not there", false));
    }

    @Test
    void whoIsNotAMemberIsReportedAndNotSentTo() {
        bench.tables.jdbc().update("""
                INSERT INTO member (connection_name, userid, platform, state, first_seen_at, known_at, name_pending,
                  content_hash, update_time)
                VALUES (:c, 'u1', 'fake', 'active', 0, 0, FALSE, '', '2026-01-01 00:00:00'),
                  (:c, 'u2', 'fake', 'left', 0, 0, FALSE, '', '2026-01-01 00:00:00')
                """, Map.of("c", bench.connection.name()));

        Receipt receipt = bench.send(Map.of("content", "x", "members", "u1,u2,u3"));

        assertThat(bench.platform.got).containsOnlyKeys("u1");
        assertThat(receipt.state()).isEqualTo(State.PARTIAL);
        assertThat(receipt.unreached()).extracting(Unreached::id).containsExactly("u2", "u3");

        Receipt nobody = bench.send(Map.of("content", "x", "members", "u2,u3"));

        assertThat(nobody.state()).isEqualTo(State.FAILED);
        assertThat(bench.platform.calls).hasSize(1);
    }

    @Test
    void twoThousandFiveHundredAreCutIntoPortions() {
        List<String> users = IntStream.range(0, 2500).mapToObj(n -> "u" + n).toList();

        Receipt receipt = bench.send(Map.of("content", "x", "users", users));

        assertThat(receipt.state()).isEqualTo(State.SENT);
        assertThat(receipt.reached()).isEqualTo(2500);
        assertThat(bench.platform.calls)
                .extracting(call -> call.receivers().size())
                .containsExactly(1000, 1000, 500);
        assertThat(bench.platform.got).hasSize(2500);
    }

    @Test
    void theSameKeyIsSentOnce() {
        Receipt first = bench.send(Map.of("content", "x", "users", "u1", "key", "k"));
        Receipt second = bench.send(Map.of("content", "other words", "users", "u2", "key", "k"));

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.repeated()).isTrue();
        assertThat(second.state()).isEqualTo(State.SENT);
        assertThat(bench.platform.got).isEqualTo(Map.of("u1", 1));
    }

    @Test
    void aPlatformThatIsDownForAMinuteGetsItLater() {
        bench.platform.failures.add(FakePlatform.busy());
        bench.platform.failures.add(FakePlatform.busy());
        Receipt receipt = bench.send(Map.of("content", "x", "users", "u1"));
        assertThat(receipt.state()).isEqualTo(State.PENDING);
        assertThat(receipt.error()).contains("busy");

        assertThat(bench.carry()).isZero();
        bench.clock.forward(Duration.ofSeconds(30));
        assertThat(bench.carry()).isOne();
        bench.clock.forward(Duration.ofSeconds(60));
        bench.carry();

        assertThat(bench.receipt(receipt.id()).state()).isEqualTo(State.SENT);
        assertThat(bench.receipt(receipt.id()).error()).isNull();
        assertThat(bench.platform.got).isEqualTo(Map.of("u1", 1));
    }

    @Test
    void whatWasStoppedBeforeItLeftIsSentByTheNextStart() {
        bench.platform.failures.add(new CallException(ErrorClass.PERMANENT, "stopped", "it was stopped"));
        Receipt receipt = bench.send(Map.of("content", "x", "users", "u1"));
        assertThat(receipt.state()).isEqualTo(State.PENDING);

        bench.carry();

        assertThat(bench.receipt(receipt.id()).state()).isEqualTo(State.SENT);
        assertThat(bench.platform.got).isEqualTo(Map.of("u1", 1));
    }

    @Test
    void wordsThatTheTableCannotHoldAreRefusedInASentence() {
        for (String word : List.of("title", "button")) {
            assertThatThrownBy(() -> bench.send(Map.of("content", "x", "users", "u1", word, "y".repeat(1025))))
                    .isInstanceOf(MessageRefusedException.class)
                    .hasMessageContaining("characters");
        }
        assertThat(bench.platform.calls).isEmpty();
    }

    @Test
    void tryingAgainHasAnEnd() {
        IntStream.range(0, 10).forEach(n -> bench.platform.failures.add(FakePlatform.busy()));
        Receipt receipt = bench.send(Map.of("content", "x", "users", "u1"));

        for (int i = 0; i < 10; i++) {
            bench.clock.forward(Duration.ofMinutes(5));
            bench.carry();
        }

        assertThat(bench.platform.calls).hasSize(4);
        assertThat(bench.receipt(receipt.id()).state()).isEqualTo(State.FAILED);
        assertThat(bench.receipt(receipt.id()).unreached())
                .extracting(Unreached::again)
                .containsExactly(true);
    }

    @Test
    void whatAPersonHasToMendIsNotTriedAgain() {
        bench.platform.failures.add(new CallException(ErrorClass.REFUSED, "60011", "no permission"));

        Receipt receipt = bench.send(Map.of("content", "x", "users", "u1"));

        assertThat(receipt.state()).isEqualTo(State.FAILED);
        assertThat(receipt.error()).isEqualTo("no permission");
    }

    @Test
    void whatWasRefusedIsNotSentAgainWhereThePlatformWouldDropIt() {
        bench.platform.ceilings.add(
                new MessageRules.Ceiling(Kind.USER, 1, MessageRules.Span.MINUTE, false, "one a minute"));
        bench.platform.failures.add(FakePlatform.busy());
        Receipt refused = bench.send(Map.of("content", "x", "users", "u1"));
        Duration pause = Duration.between(bench.clock.instant(), refused.nextAttempt());
        while (pause.compareTo(Duration.ofMinutes(2)) < 0) {
            bench.platform.failures.add(FakePlatform.busy());
            bench.clock.forward(pause);
            bench.carry();
            pause = Duration.between(
                    bench.clock.instant(), bench.receipt(refused.id()).nextAttempt());
        }
        bench.clock.forward(pause.minusSeconds(1));
        assertThat(bench.send(Map.of("content", "y", "users", "u1")).state()).isEqualTo(State.SENT);

        bench.clock.forward(Duration.ofSeconds(1));
        bench.carry();

        assertThat(bench.receipt(refused.id()).state()).isEqualTo(State.PENDING);
        bench.clock.forward(Duration.ofMinutes(2));
        bench.carry();
        assertThat(bench.receipt(refused.id()).state()).isEqualTo(State.SENT);
        assertThat(bench.platform.got).isEqualTo(Map.of("u1", 2));
    }

    @Test
    void theSameWordsWaitUntilItIsKnownWhatBecameOfTheOthers() {
        bench.platform.ceilings.add(new MessageRules.Ceiling(Kind.USER, 1, MessageRules.Span.DAY, true, "same words"));
        IntStream.range(0, 4).forEach(n -> bench.platform.failures.add(FakePlatform.busy()));
        Receipt refused = bench.send(Map.of("content", "x", "users", "u1"));
        Receipt second = bench.send(Map.of("content", "x", "users", "u1"));
        assertThat(second.state()).isEqualTo(State.PENDING);

        for (int i = 0; i < 6; i++) {
            bench.clock.forward(Duration.ofMinutes(5));
            bench.carry();
        }

        assertThat(bench.receipt(refused.id()).state()).isEqualTo(State.FAILED);
        assertThat(bench.receipt(second.id()).state()).isEqualTo(State.SENT);
        assertThat(bench.platform.got).isEqualTo(Map.of("u1", 1));

        Receipt third = bench.send(Map.of("content", "x", "users", "u1"));
        assertThat(third.state()).isEqualTo(State.FAILED);
        assertThat(third.unreached().get(0).reason()).contains("same words");
    }

    @Test
    void aLaterMessageWaitsForItsTime() {
        Receipt receipt = bench.send(Map.of("content", "x", "users", "u1", "notBefore", "2026-03-02T11:00:00+08:00"));
        assertThat(receipt.state()).isEqualTo(State.PENDING);
        assertThat(bench.platform.calls).isEmpty();

        bench.clock.forward(Duration.ofHours(1));
        bench.carry();

        assertThat(bench.receipt(receipt.id()).state()).isEqualTo(State.SENT);
    }
}
