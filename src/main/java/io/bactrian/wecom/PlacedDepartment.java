package io.bactrian.wecom;

import io.bactrian.directory.Department;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A department and WeCom's number for its place among its siblings.
 *
 * @param order the larger, the further in front
 */
record PlacedDepartment(Department department, long order) {
    private static final Comparator<PlacedDepartment> FURTHEST_IN_FRONT = Comparator.comparingLong(
                    PlacedDepartment::order)
            .reversed()
            .thenComparing(placed -> placed.department.id());

    /** The departments, each with its place counted among its siblings from 0. */
    static List<Department> inOrder(Collection<PlacedDepartment> departments) {
        Map<String, Long> siblings = new HashMap<>();
        return departments.stream()
                .sorted(FURTHEST_IN_FRONT)
                .map(placed ->
                        placed.at(siblings.merge(String.valueOf(placed.department.parentId()), 1L, Long::sum) - 1))
                .toList();
    }

    private Department at(long place) {
        return new Department(
                department.id(),
                department.parentId(),
                department.name(),
                place,
                null,
                department.nameEn(),
                department.leaders(),
                department.raw(),
                department.readAt());
    }
}
