package io.bactrian.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.page.Board.Month;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a month will cost, and how fast a list gets shorter. */
class ForecastTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Instant BEGIN = Instant.parse("2026-10-31T16:00:00Z");
    private static final Instant TENTH = BEGIN.plus(Duration.ofDays(10));

    @Test
    void whatHappensEveryDayGoesOnAndWhatHappenedOnceDoesNot() {
        assertThat(of(new Month("2026-11", 2000, 500, BEGIN.toEpochMilli()), 100, OptionalLong.of(5000)))
                .contains(new Forecast(2000 + 500 + 100 + 1000, Optional.empty()));
    }

    @Test
    void aMonthThatDoesNotSufficeIsSpentOnADay() {
        Forecast forecast = of(new Month("2026-11", 0, 2000, BEGIN.toEpochMilli()), 1000, OptionalLong.of(5000))
                .orElseThrow();
        assertThat(forecast.expected()).isEqualTo(7000);
        assertThat(forecast.spentAt()).contains(TENTH.plus(Duration.ofDays(10)));
    }

    @Test
    void whatWaitsMayBeMoreThanTheMonthHas() {
        Forecast forecast = of(new Month("2026-11", 4000, 0, BEGIN.toEpochMilli()), 3000, OptionalLong.of(5000))
                .orElseThrow();
        assertThat(forecast).isEqualTo(new Forecast(7000, Optional.of(TENTH)));
    }

    @Test
    void aFirstDaySaysNothing() {
        long started = TENTH.minus(Duration.ofHours(23)).toEpochMilli();
        assertThat(of(new Month("2026-11", 0, 500, started), 0, OptionalLong.of(5000)))
                .isEmpty();
    }

    @Test
    void withoutALimitItIsNeverSpent() {
        assertThat(of(new Month("2026-11", 0, 9000, BEGIN.toEpochMilli()), 0, OptionalLong.empty()))
                .contains(new Forecast(27_000, Optional.empty()));
    }

    @Test
    void paceIsWhatCountersHaveGrownByInTheLastMinutes() {
        Pace pace = new Pace();
        pace.look(0, Map.of("own", 1000L));
        assertThat(pace.perMinute()).as("seen once").isEmpty();
        pace.look(30_000, Map.of("own", 1010L, "another", 50L));
        pace.look(60_000, Map.of("own", 1020L, "another", 80L));
        assertThat(pace.perMinute()).contains(50.0);
        Map<String, Long> restarted = new HashMap<>(Map.of("own", 0L));
        for (int i = 1; i <= 10; i++) {
            pace.look(60_000 + i * 60_000, restarted);
        }
        assertThat(pace.perMinute()).as("what was minutes ago does not count").contains(0.0);
    }

    private static Optional<Forecast> of(Month month, long waiting, OptionalLong limit) {
        return Forecast.of(month, waiting, limit, TENTH, ZONE);
    }
}
