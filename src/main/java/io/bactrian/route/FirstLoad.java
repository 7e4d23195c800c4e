package io.bactrian.route;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.support.PluginHelper;

/**
 * The files of a start, loaded one after the other into a context that is not started and has all other routes. None is
 * tried in a context of its own, which would take every command its time: names are compared, and Camel says the rest
 * when it starts.
 */
final class FirstLoad {
    private final CamelContext context;
    private final Neighbours there = new Neighbours();
    private final Map<String, RoutePlaces> places = new HashMap<>();

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
        places.put(file.name(), of);
        return loaded;
    }

    /** The same of a file that was loaded before, in a context that has all routes. */
    void checkTargetsOf(CheckedFile file) throws RouteProblem {
        places.put(
                file.file().name(),
                RoutePlaces.of(file.file().name(), file.file().text()));
        checkTargets(file);
    }

    /** Whether somebody is there for what it sends; when all are loaded. */
    void checkTargets(CheckedFile file) throws RouteProblem {
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        for (CheckedFile.Input input : file.routes()) {
            RouteDefinition route = model.getRouteDefinition(input.routeId());
            if (route == null || route.getPrecondition() != null) {
                continue;
            }
            for (ToDefinition to :
                    ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class)) {
                String target = isDisabled(to) ? "" : target(to.getEndpointUri());
                if (target.startsWith(RouteCheck.DIRECT) && !there.inputs().contains(target)) {
                    throw RouteCheck.nobody(
                            target, there.inputs(), places.get(file.file().name()));
                }
            }
        }
    }

    private boolean isDisabled(ProcessorDefinition<?> step) {
        for (ProcessorDefinition<?> one = step; one != null; one = one.getParent()) {
            if (Boolean.parseBoolean(resolve(one.getDisabled()))) {
                return true;
            }
        }
        return false;
    }

    /** Without options; empty when it does not matter whether somebody is there. */
    private String target(String written) {
        String uri = resolve(written);
        int query = uri.indexOf('?');
        if (query < 0) {
            return uri.replace("://", ":");
        }
        return uri.indexOf("failIfNoConsumers=false", query) > 0
                ? ""
                : uri.substring(0, query).replace("://", ":");
    }

    private String resolve(String written) {
        try {
            return written == null ? "" : context.resolvePropertyPlaceholders(written);
        } catch (IllegalArgumentException e) {
            // a setting that is not there: Camel will tell of it
            return "";
        }
    }
}
