package io.bactrian.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.message.Receipt.State;
import io.bactrian.store.Database;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A message that must not disturb anybody at night, whatever delays it. It is ten in the morning to begin with. */
class SendingHoursTest {
    private static final Instant EVENING = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant MORNING = Instant.parse("2026-03-03T01:00:00Z");

    private static Database database;

    private MessageBench bench;

    @BeforeAll
    static void open() {
        database = TestDatabases.H2.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void start() throws Exception {
        bench = new MessageBench(database).start();
        bench.hours = (message, at) ->
                message.key().startsWith("quiet") && !at.isBefore(EVENING) && at.isBefore(MORNING) ? MORNING : at;
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void whatIsTriedAgainAtNightWaitsForTheMorning() {
        bench.platform.failures.add(FakePlatform.busy());
        Receipt quiet = bench.send(Map.of("content", "x", "users", "u1", "key", "quiet-1"));
        bench.clock.forward(Duration.ofHours(12));
        bench.carry();

        assertThat(bench.receipt(quiet.id()).nextAttempt()).isEqualTo(MORNING);
        assertThat(bench.send(Map.of("content", "y", "users", "u1")).state()).isEqualTo(State.SENT);
        assertThat(bench.platform.got).isEqualTo(Map.of("u1", 1));
        bench.clock.forward(Duration.ofHours(11));
        bench.carry();
        assertThat(bench.receipt(quiet.id()).state()).isEqualTo(State.SENT);
        assertThat(bench.platform.got).isEqualTo(Map.of("u1", 2));
    }

    @Test
    void whatWasWrittenByDayAndIsSentAtNightWaitsForTheMorning() {
        Receipt quiet = bench.keep(Map.of("content", "x", "users", "u1", "key", "quiet-1"));
        bench.clock.forward(Duration.ofHours(9));
        bench.carry();

        assertThat(bench.platform.calls).isEmpty();
        assertThat(bench.receipt(quiet.id()).nextAttempt()).isEqualTo(MORNING);
    }

    @Test
    void whatMayHaveArrivedIsNotSentAgainInTheMorning() {
        bench.platform.repeatable = Duration.ofHours(4);
        bench.clock.forward(Duration.between(bench.clock.instant(), EVENING.minusSeconds(1)));
        bench.platform.failures.add(FakePlatform.timeout());
        bench.platform.arrivesAnyway = true;
        Receipt quiet = bench.send(Map.of("content", "x", "users", "u1", "key", "quiet-1"));
        assertThat(quiet.state()).isEqualTo(State.PENDING);
        bench.clock.forward(Duration.ofMinutes(1));
        bench.carry();
        bench.clock.forward(Duration.ofHours(15));
        bench.carry();

        assertThat(bench.receipt(quiet.id()).state()).isEqualTo(State.FAILED);
        assertThat(bench.receipt(quiet.id()).unreached().get(0).reason()).startsWith("It may have arrived");
        assertThat(bench.platform.calls).hasSize(1);
    }
}
