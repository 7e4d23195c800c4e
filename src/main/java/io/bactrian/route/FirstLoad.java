package io.bactrian.route;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;

/**
 * The files of a start, loaded one after the other into a context that is not started and has all other routes. None is
 * tried in a context of its own, which would take every command its time: names are compared, and Camel says the rest
 * when it starts.
 */
final class FirstLoad {
    private final CamelContext context;
    private final Neighbours there = new Neighbours();

    FirstLoad(CamelContext context) {
        this.context = context;
        RouteCheck.inputs(context).forEach(route -> there.add(RoutePlan.OURS, route));
    }

    /** Adds its routes, if nobody has their names. */
    CheckedFile load(RouteFile file) throws RouteProblem {
        RoutePlaces of = RoutePlaces.of(file.name(), file.text());
        RouteCheck.checkIds(of, there);
        Set<String> before = new HashSet<>();
        RouteCheck.inputs(context).forEach(route -> before.add(route.routeId()));
        try {
            PluginHelper.getRoutesLoader(context).loadRoutes(file.resource());
        } catch (Exception e) {
            throw Complaint.of(e, of, context);
        }
        List<CheckedFile.Input> routes = RouteCheck.inputs(context).stream()
                .filter(route -> !before.contains(route.routeId()))
                .toList();
        RouteCheck.checkInputs(routes, of, there);
        CheckedFile loaded = new CheckedFile(file, routes);
        there.add(loaded);
        return loaded;
    }
}
