package io.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LineProgressTest {
    private final StringWriter err = new StringWriter();
    private final AtomicLong nanos = new AtomicLong();
    private final Progress progress = new LineProgress("history dingtalk", new PrintWriter(err), nanos::get);

    @Test
    void aShortRunSaysNothing() {
        pass(Duration.ofSeconds(4));
        progress.show(80, 100);

        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aLongRunSaysHowFarItIsEveryFiveSeconds() {
        for (int second = 1; second <= 11; second++) {
            pass(Duration.ofSeconds(1));
            progress.show(20L * second, second < 10 ? 0 : 1000);
        }

        assertThat(err.toString().lines())
                .containsExactly("history dingtalk: 100, 20.0/s", "history dingtalk: 200 of 1000, 20.0/s, 40.0 s left");
    }

    private void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }
}
