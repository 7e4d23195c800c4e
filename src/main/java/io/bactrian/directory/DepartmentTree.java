package io.bactrian.directory;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Paths of departments from their parents. A department whose parent is not there begins a path of its own; where
 * parents go in a circle, the circle is cut in one place, the same whenever the departments are the same.
 */
final class DepartmentTree {
    private static final int ID_PATH_WIDTH = 2048;
    private static final int NAME_PATH_WIDTH = 4096;

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Path> paths = new HashMap<>();

    DepartmentTree(Collection<Node> departments) {
        departments.forEach(node -> nodes.put(node.id(), node));
        nodes.values().forEach(this::climb);
    }

    private void climb(Node node) {
        Deque<Node> unknown = new ArrayDeque<>();
        Set<String> climbed = new HashSet<>();
        Node at = node;
        while (at != null && !paths.containsKey(at.id()) && climbed.add(at.id())) {
            unknown.push(at);
            at = nodes.get(at.parentId());
        }
        // the last one pushed has a known parent, no parent, or one that leads in a circle
        while (!unknown.isEmpty()) {
            Node next = unknown.pop();
            paths.put(next.id(), Path.below(paths.get(next.parentId()), next));
        }
    }

    /** The path of a department, or {@code null} when it is not in the tree. */
    Path path(String id) {
        return paths.get(id);
    }

    /** A department, in the tree or not, and everything below it. */
    Set<String> from(String id) {
        Set<String> from = new HashSet<>(Set.of(id));
        for (Node node : nodes.values()) {
            Set<String> climbed = new HashSet<>();
            Node at = node;
            while (at != null && !from.contains(at.id()) && !from.contains(at.parentId()) && climbed.add(at.id())) {
                at = nodes.get(at.parentId());
            }
            if (at != null && (from.contains(at.id()) || from.contains(at.parentId()))) {
                from.add(node.id());
            }
        }
        return from;
    }

    /** One department. */
    record Node(String id, String parentId, String name) {}

    /**
     * Where a department is.
     *
     * @param ids the ids from the top down, such as {@code /1/61230001/61230045/}
     * @param names the names from the top down, such as {@code 公司/财务/应付}
     * @param depth how many departments are above it
     */
    record Path(String ids, String names, int depth) {
        private static Path below(Path parent, Node node) {
            String name = node.name() == null ? node.id() : node.name();
            return parent == null
                    ? new Path("/" + node.id() + "/", name, 0)
                    : new Path(
                            Columns.text(parent.ids + node.id() + "/", ID_PATH_WIDTH),
                            Columns.text(parent.names + "/" + name, NAME_PATH_WIDTH),
                            parent.depth + 1);
        }
    }
}
