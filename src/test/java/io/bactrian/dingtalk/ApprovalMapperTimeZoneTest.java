package io.bactrian.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.approval.Approval;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovalMapperTimeZoneTest {
    /** The last ten digits of the captured instance's id: the second of its creation, in absolute time. */
    private static final Instant CREATED = Instant.ofEpochSecond(1776324877);

    @Test
    void readsTheCapturedTimeAsTheInstantThatItsIdTells() {
        LocalDateTime utc = captured(ZoneOffset.UTC).createTime();

        assertThat(utc.toInstant(ZoneOffset.UTC)).isEqualTo(CREATED.truncatedTo(ChronoUnit.MINUTES));
    }

    @Test
    void storesTheCapturedTimeAsTheWallClockThatItsBusinessIdTells() {
        Approval approval = captured(Answers.SHANGHAI);

        assertThat(approval.createTime()).isEqualTo("2026-04-16T15:34");
        assertThat(approval.records().get(0).time()).isEqualTo("2026-04-16T15:34");
        assertThat(approval.businessId()).startsWith("202604161534");
    }

    @Test
    void convertsToAZoneWithSummerTime() {
        assertThat(captured(ZoneId.of("Europe/Berlin")).createTime()).isEqualTo("2026-04-16T09:34");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-05T09:12Z, 2026-01-05T01:12",
        "2026-01-05T09:12:17Z, 2026-01-05T01:12:17",
        "2026-01-05T09:12:17.250Z, 2026-01-05T01:12:17.250",
        "2026-01-05T09:12, 2026-01-05T01:12",
        "2026-01-05 09:12:17, 2026-01-05T01:12:17",
        "2026-01-05 09:12, 2026-01-05T01:12",
        "2026-01-05, 2026-01-04T16:00",
        "2026-01-05T09:12:17+08:00, 2026-01-05T01:12:17",
        "2026-01-05 09:12:17+00:00, 2026-01-05T09:12:17",
        "1767575537000, 2026-01-05T01:12:17",
    })
    void readsEverySpelling(String sent, LocalDateTime utc) {
        assertThat(createTime(sent)).isEqualTo(utc);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "0",
                "-1",
                "yesterday",
                "2026-02-30T09:12Z",
                "2026-01-05T25:00Z",
                "+99999-01-01T00:00Z",
                "0000-01-01T00:00Z",
                "999999999999999999",
                "9999999999999999999999",
                "Z",
                "2026-01-05T09:12ZZ"
            })
    void readsWhatIsNoTimeAsNone(String sent) {
        assertThat(createTime(sent)).isNull();
    }

    @Test
    void readsEpochMillisecondsSentAsNumber() {
        Approval approval = Answers.changed(result -> result.put("createTime", 1767575537000L));

        assertThat(approval.createTime()).isEqualTo("2026-01-05T09:12:17");
    }

    private static Approval captured(ZoneId storage) {
        String payload = Answers.read("detail-captured-time");
        return new ApprovalMapper(storage).map("acme", Answers.ID, "PROC-7C0E51D2", payload, Answers.READ_AT);
    }

    private static LocalDateTime createTime(String sent) {
        return new WireTime(ZoneOffset.UTC).read(Answers.JSON.getNodeFactory().textNode(sent));
    }
}
