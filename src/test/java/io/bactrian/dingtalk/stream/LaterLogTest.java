package io.bactrian.dingtalk.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.promise.TravelClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A storm of events that cannot be stored does not fill the log. */
class LaterLogTest {
    private final TravelClock clock = new TravelClock();
    private final LaterLog log = new LaterLog("dingtalk", clock);

    @Test
    void reasonsThatTakeTurnsAreSaidOnceAMinuteEach() {
        long said = IntStream.range(0, 1000)
                .filter(i -> log.say(i % 2 == 0 ? "it took too long" : "the database is away"))
                .count();
        assertThat(said).isEqualTo(2);

        clock.jump(Duration.ofMinutes(1));
        assertThat(log.say("it took too long")).isTrue();
        assertThat(log.say("it took too long")).isFalse();
    }

    @Test
    void reasonsThatAreAllDifferentAreNotALineEach() {
        assertThat(IntStream.range(0, 1000).filter(i -> log.say("row " + i)).count())
                .isEqualTo(10);
    }
}
