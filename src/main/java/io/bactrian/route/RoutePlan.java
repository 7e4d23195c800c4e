package io.bactrian.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.CamelContext;

/** Which files will do beside each other; a file that will not do counts as the text of it that runs. */
final class RoutePlan {
    static final String OURS = "Bactrian itself";

    private final CamelContext context;
    private final RouteCheck check;
    private final Collection<CheckedFile> running;
    private final List<CheckedFile> good = new ArrayList<>();
    private final Map<String, RouteProblem> bad = new TreeMap<>();

    /** {@code running} is what runs now; {@code refused} are names of files that could not be started. */
    RoutePlan(
            CamelContext context,
            RouteCheck check,
            Collection<CheckedFile> running,
            Collection<RouteFile> found,
            Set<String> refused) {
        this.context = context;
        this.check = check;
        this.running = running;
        Set<String> names = new HashSet<>();
        List<RouteFile> candidates = new ArrayList<>();
        for (RouteFile file : found) {
            names.add(file.name());
            if (refused.contains(file.name())) {
                bad.put(file.name(), new RouteProblem(0, "it could not be started"));
            } else if (running.stream().noneMatch(held -> held.file().equals(file))) {
                candidates.add(file);
            }
        }
        while (!tryAll(candidates, names)) {
            good.clear();
        }
    }

    /** Those that will do, and are not running as they are. */
    List<CheckedFile> good() {
        return good;
    }

    /** Why the others will not, by name. */
    Map<String, RouteProblem> bad() {
        return bad;
    }

    /** Whether none had to be refused that others may have counted on. */
    private boolean tryAll(List<RouteFile> candidates, Set<String> names) {
        Neighbours neighbours = neighbours(candidates, names);
        for (RouteFile file : candidates) {
            if (bad.containsKey(file.name())) {
                continue;
            }
            try {
                CheckedFile checked = check.check(file, neighbours);
                good.add(checked);
                neighbours.add(checked);
            } catch (RouteProblem problem) {
                bad.put(file.name(), problem);
                return false;
            }
        }
        return true;
    }

    private Neighbours neighbours(List<RouteFile> candidates, Set<String> names) {
        Neighbours neighbours = new Neighbours();
        Set<String> ofFiles = new HashSet<>();
        running.forEach(file -> ofFiles.addAll(file.routeIds()));
        RouteCheck.inputs(context).stream()
                .filter(route -> !ofFiles.contains(route.routeId()))
                .forEach(route -> neighbours.add(OURS, route));
        Set<String> leaving = new HashSet<>();
        candidates.stream()
                .map(RouteFile::name)
                .filter(name -> !bad.containsKey(name))
                .forEach(leaving::add);
        for (CheckedFile file : running) {
            String name = file.file().name();
            if (names.contains(name) && !leaving.contains(name)) {
                neighbours.add(file);
            }
        }
        for (RouteFile file : candidates) {
            if (!bad.containsKey(file.name())) {
                neighbours.expect(file);
            }
        }
        return neighbours;
    }
}
