package io.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The bar on a terminal that is 100 columns wide. */
class BarProgressTest {
    private static final int COLUMNS = 100;

    private final StringWriter err = new StringWriter();

    @Test
    void showsHowFarItIsItsRateAndTheTimeLeftAndLeavesNothingBehind() {
        try (Progress progress = Progress.of("history dingtalk", new PrintWriter(err), COLUMNS)) {
            progress.show(10, 0);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(last()).contains("10/?"));
            progress.show(50, 200);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(last())
                                    .matches(
                                            "history dingtalk +25% \\[=+>? +\\] +50/200 \\(0:00:0\\d / 0:00:\\d\\d\\) [0-9.]+/s"));
        }

        assertThat(err.toString()).doesNotContain("\n").endsWith("\r" + " ".repeat(COLUMNS - 1) + "\r");
        assertThat(err.toString().split("\r")).allMatch(line -> line.length() < COLUMNS);
    }

    /** What the terminal shows now. */
    private String last() {
        String text = err.toString();
        return text.substring(text.lastIndexOf('\r') + 1);
    }
}
