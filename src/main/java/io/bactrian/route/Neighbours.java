package io.bactrian.route;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is there beside a file: the names of routes and of inputs that can be there only once, and whose they are. */
final class Neighbours {
    private final Map<String, String> routes = new HashMap<>();
    private final Map<String, String> inputs = new HashMap<>();
    private final Set<String> expected = new HashSet<>();

    void add(String owner, CheckedFile.Input route) {
        routes.put(route.routeId(), owner);
        inputs.put(route.uri(), owner);
    }

    void add(CheckedFile file) {
        file.routes().forEach(route -> add(file.file().name(), route));
    }

    /** One that is being tried as well. */
    void expect(RouteFile file) {
        try {
            expected.addAll(RoutePlaces.of(file.name(), file.text()).inputs());
        } catch (RouteProblem e) {
            // it will be told when its turn has come
        }
    }

    Optional<String> ownerOfRoute(String id) {
        return Optional.ofNullable(routes.get(id));
    }

    Optional<String> ownerOfInput(String uri) {
        return Optional.ofNullable(inputs.get(uri));
    }

    /** All inputs, those that are expected too. */
    Set<String> inputs() {
        Set<String> all = new HashSet<>(inputs.keySet());
        all.addAll(expected);
        return all;
    }
}
