package io.bactrian.dingtalk;

import io.bactrian.directory.Department;
import io.bactrian.directory.DirectoryPage;
import io.bactrian.directory.DirectoryQuery;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A walk down the tree of departments, level by level; each is entered once, whatever the parents say. Thread-safe. */
final class DepartmentWalk {
    private final DirectoryQuery query;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Queue<String> next = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    DepartmentWalk(DirectoryQuery query) {
        this.query = query;
    }

    DirectoryQuery query() {
        return query;
    }

    /** The page without the departments that were there already; the new ones are entered on the next level. */
    DirectoryPage<Department> enter(DirectoryPage<Department> page) {
        List<Department> found = page.items().stream()
                .filter(department -> seen.add(department.id()))
                .toList();
        found.forEach(department -> next.add(department.id()));
        return new DirectoryPage<>(page.query(), found, page.problems());
    }

    boolean hasNextLevel() {
        return !ended && !next.isEmpty();
    }

    List<String> nextLevel() {
        List<String> level = List.copyOf(next);
        next.clear();
        return level;
    }

    /** Ends the walk: no further department is entered. */
    void end() {
        ended = true;
    }

    boolean goesOn() {
        return !ended;
    }
}
