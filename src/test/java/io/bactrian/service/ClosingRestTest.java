package io.bactrian.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.promise.TravelClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A stream that comes and goes is made good ever less often; after a quiet hour at once again. */
class ClosingRestTest {
    private static final Duration REST = Duration.ofMinutes(1);

    private final TravelClock clock = new TravelClock();
    private final ClosingRest rest = new ClosingRest(REST, clock);

    private void isOverAfter(int minutes) {
        rest.begin();
        clock.jump(Duration.ofMinutes(minutes).minusSeconds(20));
        assertThat(rest.isOver()).as("before %d minutes", minutes).isFalse();
        clock.jump(Duration.ofSeconds(20));
        assertThat(rest.isOver()).as("after %d minutes", minutes).isTrue();
    }

    @Test
    void theFirstDoesNotWaitAndTheOthersEverLonger() {
        assertThat(rest.isOver()).isTrue();
        for (int minutes : new int[] {1, 2, 4, 8, 10, 10}) {
            isOverAfter(minutes);
        }
    }

    @Test
    void afterAQuietHourEvenALongRestIsOver() {
        ClosingRest longRest = new ClosingRest(Duration.ofMinutes(30), clock);
        for (int i = 0; i < 4; i++) {
            longRest.begin();
        }
        assertThat(longRest.isOver()).isFalse();
        clock.jump(Duration.ofMinutes(61));
        assertThat(longRest.isOver()).isTrue();
    }

    @Test
    void aQuietHourIsANewBeginning() {
        isOverAfter(1);
        isOverAfter(2);
        clock.jump(Duration.ofHours(1));
        isOverAfter(1);
    }
}
