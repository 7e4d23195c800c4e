package io.bactrian.bench;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What one {@link Worker} found. */
final class Figures {
    private final Map<String, String> values = new HashMap<>();

    private Figures() {}

    /** Lets a worker with that much heap measure. */
    static Figures of(String heap, Object... arguments) throws IOException {
        Figures figures = new Figures();
        try (Child worker = Child.start(Worker.class, heap, arguments)) {
            for (String line = worker.line(); line != null; line = worker.line()) {
                int equals = line.indexOf('=');
                figures.values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return figures;
    }

    /** Names that begin with {@code prefix}, without it, in alphabetical order. */
    List<String> names(String prefix) {
        return values.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .sorted()
                .toList();
    }

    double number(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("the measurement ended without '" + name + "'; its log says why");
        }
        return Double.parseDouble(value);
    }

    long whole(String name) {
        return Math.round(number(name));
    }

    /** The figure in a pattern such as {@code %.1f s}. */
    String in(String pattern, String name) {
        return String.format(Locale.ROOT, pattern, number(name));
    }
}
