package io.bactrian.promise;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every order in which things can come. */
final class Orders {
    private Orders() {}

    /** All orders of {@code items}, which must be different. */
    static <T> List<List<T>> of(List<T> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> all = new ArrayList<>();
        for (T first : items) {
            List<T> others = items.stream().filter(item -> !item.equals(first)).toList();
            for (List<T> rest : of(others)) {
                all.add(Stream.concat(Stream.of(first), rest.stream()).toList());
            }
        }
        return all;
    }
}
