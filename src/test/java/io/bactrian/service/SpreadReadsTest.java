package io.bactrian.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.promise.TravelClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is open after a gap is read in its time: never more in a day, however often the stream comes and goes. */
class SpreadReadsTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final TravelClock clock = new TravelClock();
    private final SpreadReads reads = new SpreadReads(clock, Instant.EPOCH);

    private static List<String> ids(int most) {
        return IntStream.range(0, most).mapToObj(Integer::toString).toList();
    }

    private List<Long> days(SpreadReads of, int ids, int aDay) {
        return of.spread(ids(ids), aDay).stream()
                .map(portion ->
                        Duration.between(TravelClock.BEGINNING, portion.dueAt()).toDays())
                .toList();
    }

    @Test
    void theFirstAreReadAtOnceAndTheOthersOnTheDaysAfter() {
        List<SpreadReads.Portion> portions = reads.spread(ids(250), 100);

        assertThat(portions).extracting(portion -> portion.ids().size()).containsExactly(100, 100, 50);
        assertThat(portions.get(0).dueAt()).isBeforeOrEqualTo(clock.instant());
        assertThat(portions.get(1).dueAt()).isEqualTo(portions.get(0).dueAt().plus(DAY));
        assertThat(portions.stream().flatMap(portion -> portion.ids().stream()).toList())
                .isEqualTo(ids(250));
    }

    @Test
    void whoComesLaterTakesWhatIsLeftOfADayAndIsNeverBeforeTheOthers() {
        assertThat(days(reads, 250, 100)).containsExactly(0L, 1L, 2L);
        clock.jump(Duration.ofHours(1));
        assertThat(days(reads, 20, 100)).containsExactly(2L);
        assertThat(days(reads, 60, 100)).containsExactly(2L, 3L);
        clock.jump(Duration.ofDays(9));
        assertThat(days(reads, 1, 100)).as("a quiet time is a new beginning").containsExactly(9L);
    }

    @Test
    void aNewProcessPutsItsOwnBehindWhatIsOnTheList() {
        assertThat(days(new SpreadReads(clock, TravelClock.BEGINNING.plus(DAY.multipliedBy(5))), 150, 100))
                .containsExactly(6L, 7L);
    }

    @Test
    void withoutALimitAllAreReadAtOnceInPortionsThatTravelWell() {
        assertThat(days(reads, 1200, Integer.MAX_VALUE)).containsExactly(0L, 0L, 0L);
    }
}
