package io.bactrian.directory;

import java.util.HashMap;
import java.util.Map;

/**
 * Names that were found elsewhere than in the directory, by id, as they were then: for whom and what the directory has no
 * name for.
 */
public record NamesTold(Map<String, String> people, Map<String, String> departments) {
    public static final NamesTold NONE = new NamesTold(Map.of(), Map.of());

    private static final int LONGEST_ID = 128;

    public NamesTold {
        people = Map.copyOf(people);
        departments = Map.copyOf(departments);
    }

    /** Without those that are none: blank ones, and an id in the place of a name. */
    NamesTold plausible() {
        return new NamesTold(plausible(people), plausible(departments));
    }

    private static Map<String, String> plausible(Map<String, String> names) {
        Map<String, String> plausible = new HashMap<>(names);
        plausible
                .entrySet()
                .removeIf(name -> !isPlausible(name.getKey())
                        || name.getValue().isBlank()
                        || name.getValue().strip().equalsIgnoreCase(name.getKey()));
        return plausible;
    }

    /** Whether it may be an id. */
    static boolean isPlausible(String id) {
        return id != null && !id.isBlank() && id.length() <= LONGEST_ID;
    }
}
