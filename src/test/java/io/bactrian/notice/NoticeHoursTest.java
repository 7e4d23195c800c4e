package io.bactrian.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.connection.Settings;
import io.bactrian.message.Message;
import io.bactrian.message.MessageReader;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which messages keep to working hours: 2 March 2026 is a Monday. */
class NoticeHoursTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static Instant at(String wallClock) {
        return LocalDateTime.parse(wallClock).atZone(ZONE).toInstant();
    }

    @ParameterizedTest
    @CsvSource({
        "waiting:a-1:72, approval, 2026-03-02T17:59, 2026-03-02T17:59",
        "waiting:a-1:72, approval, 2026-03-02T18:00, 2026-03-03T09:00",
        "finished:a-1:COMPLETED:agree, approval, 2026-03-06T23:00, 2026-03-09T09:00",
        "digest:2026-03-02:boss, approval, 2026-03-02T07:00, 2026-03-02T09:00",
        "waiting:a-1:72, order, 2026-03-02T23:00, 2026-03-02T23:00",
        "disks, approval, 2026-03-02T23:00, 2026-03-02T23:00",
    })
    void noticesOfApprovalsDo(String key, String about, String now, String sent) {
        Map<String, String> settings = Map.of("notifications.hours", "09:00-18:00", "notifications.days", "MON-FRI");
        Message message = MessageReader.read(Map.of("content", "x", "users", "u1", "key", key, "businessType", about));

        assertThat(new NoticeHours(new Settings(settings::get), ZONE).next(message, at(now)))
                .isEqualTo(at(sent));
    }
}
