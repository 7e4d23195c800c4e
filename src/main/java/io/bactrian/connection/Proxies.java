package io.bactrian.connection;

import java.util.List;
import java.util.function.Predicate;

/** The traces that a proxy leaves on a request, if it leaves any: one that hides itself looks like this machine. */
public final class Proxies {
    /** Headers that no program sends of itself. */
    public static final List<String> TRACES =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

    private Proxies() {}

    /** Whether one has passed it on; {@code has} says whether a header is there. */
    public static boolean passedOn(Predicate<String> has) {
        return TRACES.stream().anyMatch(has);
    }
}
