package io.bactrian.route;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A file that will do.
 *
 * @param routes its routes
 */
public record CheckedFile(RouteFile file, List<Input> routes) {
    public CheckedFile {
        routes = List.copyOf(routes);
    }

    /** How a route begins; {@code uri} without options, such as {@code direct:approval-changed}. */
    public record Input(String routeId, String uri) {
        String scheme() {
            return OnBoard.scheme(uri);
        }
    }

    public Set<String> routeIds() {
        return routes.stream().map(Input::routeId).collect(Collectors.toSet());
    }
}
