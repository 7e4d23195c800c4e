package io.bactrian.metric;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gauges of one name each, with a row for every combination of labels; rows that are not told any more go away. */
final class Figures {
    private final MeterRegistry registry;
    private final Map<String, MultiGauge> gauges = new LinkedHashMap<>();
    private final Map<String, List<MultiGauge.Row<?>>> told = new LinkedHashMap<>();

    Figures(MeterRegistry registry) {
        this.registry = registry;
    }

    /** There will be figures of that name; {@code unit} may be {@code null}. */
    void declare(String name, String unit, String help) {
        gauges.put(
                name, MultiGauge.builder(name).baseUnit(unit).description(help).register(registry));
        told.put(name, new ArrayList<>());
    }

    /** One figure, shown from the next {@link #show} on; {@code labels} are names and values in turn. */
    void tell(String name, double value, String... labels) {
        told.get(name).add(MultiGauge.Row.of(Tags.of(labels), value));
    }

    /** Shows what was told since the last time, and nothing else. */
    void show() {
        gauges.forEach((name, gauge) -> {
            gauge.register(told.get(name), true);
            told.put(name, new ArrayList<>());
        });
    }

    /** Forgets what was told since the last time. */
    void forget() {
        told.replaceAll((name, rows) -> new ArrayList<>());
    }
}
