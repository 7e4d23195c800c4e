package io.bactrian.approval;

import java.util.List;
import java.util.Objects;

/** How the people that an approval waits for are written: names, or ids that have none, each once. */
final class CurrentApprovers {
    private CurrentApprovers() {}

    /** {@code null} when it waits for nobody. */
    static String text(List<String> names) {
        List<String> distinct =
                names.stream().filter(Objects::nonNull).distinct().toList();
        return distinct.isEmpty() ? null : String.join(", ", distinct);
    }
}
