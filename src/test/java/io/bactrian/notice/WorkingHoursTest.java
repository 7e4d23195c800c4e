package io.bactrian.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.connection.SettingException;
import io.bactrian.connection.Settings;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When people may be disturbed: 2 March 2026 is a Monday. */
class WorkingHoursTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static WorkingHours hours(String hours, String days) {
        Map<String, String> settings = Map.of("notifications.hours", hours, "notifications.days", days);
        return WorkingHours.read(new Settings(settings::get), ZONE);
    }

    private static Instant at(String wallClock) {
        return LocalDateTime.parse(wallClock).atZone(ZONE).toInstant();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T09:00, true,  2026-03-02T09:00",
        "2026-03-02T08:59, false, 2026-03-02T09:00",
        "2026-03-02T17:59, true,  2026-03-02T17:59",
        "2026-03-02T18:00, false, 2026-03-03T09:00",
        "2026-03-06T20:00, false, 2026-03-09T09:00",
        "2026-03-07T12:00, false, 2026-03-09T09:00",
        "2026-03-08T23:00, false, 2026-03-09T09:00",
    })
    void whatComesOutsideWaitsForTheNextMorning(String now, boolean isInside, String next) {
        WorkingHours hours = hours("09:00-18:00", "MON-FRI");

        assertThat(hours.include(at(now))).isEqualTo(isInside);
        assertThat(hours.next(at(now))).isEqualTo(at(next));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-03T09:05, 2026-03-02T18:00",
        "2026-03-09T09:05, 2026-03-06T18:00",
        "2026-03-03T18:00, 2026-03-03T18:00",
    })
    void theLastEndIsThatOfTheLastWorkingDay(String now, String end) {
        assertThat(hours("09:00-18:00", "MON-FRI").lastEnd(at(now))).isEqualTo(at(end));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-03T09:05, 2026-03-03T09:00",
        "2026-03-03T17:59, 2026-03-03T09:00",
        "2026-03-03T08:30, 2026-03-03T08:30",
        "2026-03-07T12:00, 2026-03-07T12:00",
    })
    void theyBeginOnTheDayThatIsGoingOn(String now, String begin) {
        assertThat(hours("09:00-18:00", "MON-FRI").begin(at(now))).isEqualTo(at(begin));
    }

    @Test
    void always() {
        assertThat(hours("00:00-24:00", "MON-SUN").include(at("2026-03-08T23:59")))
                .isTrue();
        assertThat(hours("00:00-24:00", "SAT-MON").include(at("2026-03-08T12:00")))
                .isTrue();
        assertThat(hours("00:00-24:00", "MON,WED").include(at("2026-03-03T12:00")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "18:00-09:00, MON-FRI",
        "09:00, MON-FRI",
        "9-18, MON-FRI",
        "09:00-18:00, weekdays",
        "09:00-18:00, MON-XYZ"
    })
    void whatCannotBeUnderstoodIsRefused(String hours, String days) {
        assertThatThrownBy(() -> hours(hours, days))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("expected");
    }
}
