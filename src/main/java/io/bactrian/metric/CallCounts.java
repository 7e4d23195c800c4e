package io.bactrian.metric;

import io.bactrian.call.CallListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts the calls of this process by connection and interface. Thread-safe. */
final class CallCounts implements CallListener {
    private final MeterRegistry registry;

    CallCounts(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void called(String connection, String interfaceName) {
        counter("bactrian.calls", "Calls that this process has sent to the platform.", connection, interfaceName)
                .increment();
        // there from the first call on, so that its rate is 0 and not unknown
        refusals(connection, interfaceName);
    }

    @Override
    public void refused(String connection, String interfaceName) {
        refusals(connection, interfaceName).increment();
    }

    private Counter refusals(String connection, String interfaceName) {
        return counter(
                "bactrian.calls.refused",
                "Calls that the platform refused for being too fast or too many.",
                connection,
                interfaceName);
    }

    private Counter counter(String name, String help, String connection, String interfaceName) {
        return Counter.builder(name)
                .description(help)
                .tag("connection", connection)
                .tag("interface", interfaceName)
                .register(registry);
    }
}
