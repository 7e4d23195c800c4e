package io.bactrian.route;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;

/** Whether somebody is there for what the routes of files send, in a context that has all routes. */
final class DeadEnds {
    private final CamelContext context;
    private final Set<String> inputs = new HashSet<>();

    DeadEnds(CamelContext context) {
        this.context = context;
        RouteCheck.inputs(context).forEach(route -> inputs.add(route.uri()));
    }

    /** The files that send to where no route begins, by name. */
    Map<String, RouteProblem> of(Collection<CheckedFile> files) {
        Map<String, RouteProblem> problems = new TreeMap<>();
        for (CheckedFile file : files) {
            try {
                check(file);
            } catch (RouteProblem problem) {
                problems.put(file.file().name(), problem);
            }
        }
        return problems;
    }

    private void check(CheckedFile file) throws RouteProblem {
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        for (CheckedFile.Input input : file.routes()) {
            RouteDefinition route = model.getRouteDefinition(input.routeId());
            if (route == null || route.getPrecondition() != null) {
                continue;
            }
            for (ToDefinition to :
                    ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class)) {
                String target = isDisabled(to) ? "" : target(to.getEndpointUri());
                if (target.startsWith(RouteCheck.DIRECT) && !inputs.contains(target)) {
                    throw RouteCheck.nobody(
                            target,
                            inputs,
                            RoutePlaces.of(file.file().name(), file.file().text()));
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
