package io.bactrian.cli;

import io.bactrian.store.TestProcess;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Types commands beside a service that runs in this process, with its settings. */
public final class CallbackTyping {
    private final Map<String, String> settings;

    public CallbackTyping(Map<String, String> settings) {
        this.settings = settings;
    }

    /** The exit code. */
    public int type(String... words) {
        Surroundings surroundings = new Surroundings(
                TestProcess.home(),
                Map.of(),
                settings,
                Clock.systemUTC(),
                0,
                0,
                new Interrupts(() -> {}, Duration.ofSeconds(12)));
        return Cli.run(surroundings, new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), words);
    }
}
