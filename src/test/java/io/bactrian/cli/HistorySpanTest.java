package io.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.bactrian.run.RunLedger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistorySpanTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 15);

    @Test
    void withoutDatesItIsThePreviousMonth() {
        assertThat(of()).isEqualTo(new HistorySpan(day("2026-02-01"), day("2026-02-28"), false, List.of()));
        assertThat(of("PROC-1", "PROC-2").codes()).containsExactly("PROC-1", "PROC-2");
        assertThat(HistorySpan.of(List.of(), day("2026-01-31")).from()).isEqualTo(day("2025-12-01"));
    }

    @Test
    void fromAloneIsUntilToday() {
        assertThat(of("2026-03-01", "PROC-1"))
                .isEqualTo(new HistorySpan(day("2026-03-01"), TODAY, true, List.of("PROC-1")));
    }

    @Test
    void bothDaysAreIncludedInTheZone() {
        HistorySpan span = of("2026-03-01", "2026-03-01");
        ZoneId zone = ZoneId.of("Asia/Shanghai");

        assertThat(span.start(zone)).isEqualTo(Instant.parse("2026-02-28T16:00:00Z"));
        assertThat(span.end(zone)).isEqualTo(Instant.parse("2026-03-01T16:00:00Z"));
    }

    @Test
    void theSameQuestionHasTheSameArguments() {
        assertThat(of("2026-03-01").arguments(false, List.of())).isEqualTo("2026-03-01 today");
        assertThat(of("2026-03-01", "2026-03-02", "P").arguments(true, List.of("Q")))
                .isEqualTo("2026-03-01 2026-03-02 P --force");
        assertThat(of().arguments(false, List.of())).isEqualTo("2026-02-01 2026-02-28");
    }

    @Test
    void otherTemplatesInTheSettingsAreAnotherQuestion() {
        String one = of("2026-03-01").arguments(false, List.of("P", "Q"));

        assertThat(one).matches("2026-03-01 today #[0-9a-f]{10}");
        assertThat(of("2026-03-01").arguments(false, List.of("Q", "P"))).isEqualTo(one);
        assertThat(of("2026-03-01").arguments(false, List.of("P", "R"))).isNotEqualTo(one);
    }

    @Test
    void wordsThatAreTooManyToBeKeptAreStillToldApart() {
        String[] words = new String[60];
        Arrays.setAll(words, i -> i == 0 ? "2026-03-01" : "PROC-0000000000000000" + i);
        String many = of(words).arguments(true, List.of());
        words[59] = "PROC-X";

        assertThat(many).startsWith("2026-03-01 today PROC-00000000000000001 ").hasSize(RunLedger.ARGUMENTS_LENGTH);
        assertThat(of(words).arguments(true, List.of())).isNotEqualTo(many).hasSize(RunLedger.ARGUMENTS_LENGTH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30",
                "2026-2-3",
                "20260203",
                "2026",
                "2026/02/03",
                "2026-03-16",
                "2026-03-02 2026-03-01",
                "2026-01-01 2026-01-02 2026-01-03",
                "PROC-1 2026-01-01"
            })
    void impossibleWordsAreRefused(String words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(words.split(" ")))
                .satisfies(e -> assertThat(e.getMessage()).endsWith("."));
    }

    private static HistorySpan of(String... words) {
        return HistorySpan.of(List.of(words), TODAY);
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}
