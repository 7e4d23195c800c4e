package io.bactrian.route;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.PropertyBindingSupport;

/**
 * Tries a file without running it: a context that is thrown away loads it, with the beans and settings of the real one
 * but without starting a route, so that no clock ticks, no port opens and nobody is called.
 */
public final class RouteCheck {
    static final String DIRECT = "direct:";
    private static final String COMPONENT_SETTINGS = "camel.component.";
    /** Inputs that can be there only once. */
    private static final Set<String> SINGLE = Set.of("direct", "quartz", "rest");

    private static final Map<String, Object> NO_THREADS = Map.of(
            "org.quartz.scheduler.instanceName", "check",
            "org.quartz.threadPool.class", "org.quartz.simpl.ZeroSizeThreadPool");

    private final CamelContext real;

    /** {@code real} need not be started. */
    public RouteCheck(CamelContext real) {
        this.real = real;
    }

    /** The file, if it will do beside its neighbours. */
    CheckedFile check(RouteFile file, Neighbours neighbours) throws RouteProblem {
        RoutePlaces places = RoutePlaces.of(file.name(), file.text());
        checkIds(places, neighbours);
        try (DefaultCamelContext context = new DefaultCamelContext(new DefaultRegistry(new SharedBeans(real)))) {
            try {
                prepare(context);
                PluginHelper.getRoutesLoader(context).loadRoutes(file.resource());
                context.start();
            } catch (Exception e) {
                throw Complaint.of(e, places, context);
            }
            List<CheckedFile.Input> inputs = inputs(context);
            checkInputs(inputs, places, neighbours);
            checkTargets(context, inputs, places, neighbours);
            return new CheckedFile(file, inputs);
        } catch (IOException e) {
            throw new RouteProblem(0, "it could not be tried (" + e.getMessage() + ")");
        }
    }

    private void prepare(DefaultCamelContext context) {
        context.disableJMX();
        context.setAutoStartup(false);
        context.setRestConfiguration(real.getRestConfiguration());
        Properties settings = real.getPropertiesComponent().loadProperties();
        context.getPropertiesComponent().setLocation(null);
        context.getPropertiesComponent().setInitialProperties(settings);
        // the clock that nobody starts needs no hands
        QuartzComponent clock = context.getComponent("quartz", QuartzComponent.class);
        clock.setAutoStartScheduler(false);
        clock.setProperties(NO_THREADS);
        settings.stringPropertyNames().stream()
                .filter(key -> key.startsWith(COMPONENT_SETTINGS))
                .sorted()
                .forEach(key -> configure(context, key.substring(COMPONENT_SETTINGS.length()), settings, key));
    }

    private static void configure(DefaultCamelContext context, String option, Properties settings, String key) {
        int dot = option.indexOf('.');
        if (dot > 0) {
            PropertyBindingSupport.build()
                    .withCamelContext(context)
                    .withTarget(context.getComponent(option.substring(0, dot)))
                    .withProperty(option.substring(dot + 1), settings.getProperty(key))
                    .withMandatory(false)
                    .bind();
        }
    }

    static void checkIds(RoutePlaces places, Neighbours neighbours) throws RouteProblem {
        Set<String> seen = new HashSet<>();
        for (RoutePlaces.RoutePlace route : places.routes()) {
            if (!seen.add(route.id())) {
                throw new RouteProblem(route.line(), "two routes of this file have the id '" + route.id() + "'");
            }
            String owner = neighbours.ownerOfRoute(route.id()).orElse(null);
            if (owner != null) {
                throw new RouteProblem(
                        route.line(), "the id '" + route.id() + "' is taken by " + owner + "; choose another one");
            }
        }
    }

    /** How the routes of a context begin. */
    static List<CheckedFile.Input> inputs(CamelContext context) {
        List<CheckedFile.Input> inputs = new ArrayList<>();
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        for (RouteDefinition route : model.getRouteDefinitions()) {
            if (route.getRouteId() != null && route.getInput() != null) {
                String uri =
                        context.resolvePropertyPlaceholders(route.getInput().getEndpointUri());
                int query = uri.indexOf('?');
                inputs.add(new CheckedFile.Input(
                        route.getRouteId(), (query < 0 ? uri : uri.substring(0, query)).replace("://", ":")));
            }
        }
        return inputs;
    }

    static void checkInputs(List<CheckedFile.Input> inputs, RoutePlaces places, Neighbours neighbours)
            throws RouteProblem {
        Set<String> seen = new HashSet<>();
        for (CheckedFile.Input input : inputs) {
            if (!SINGLE.contains(input.scheme())) {
                continue;
            }
            String owner = seen.add(input.uri())
                    ? neighbours.ownerOfInput(input.uri()).orElse(null)
                    : "another route of this file";
            if (owner != null) {
                throw new RouteProblem(
                        places.line(input.routeId(), input.uri()),
                        "'" + input.uri() + "' is taken by " + owner + "; only one route can begin with it");
            }
        }
    }

    private static void checkTargets(
            CamelContext context, List<CheckedFile.Input> inputs, RoutePlaces places, Neighbours neighbours)
            throws RouteProblem {
        Set<String> offered = neighbours.inputs();
        inputs.forEach(input -> offered.add(input.uri()));
        for (Endpoint endpoint : context.getEndpoints()) {
            if (endpoint instanceof DirectEndpoint direct && direct.isFailIfNoConsumers()) {
                String uri = DIRECT
                        + direct.getEndpointKey()
                                .replaceFirst("^direct:(//)?", "")
                                .replaceFirst("\\?.*", "");
                if (!offered.contains(uri)) {
                    throw nobody(uri, offered, places);
                }
            }
        }
    }

    /** That something is sent to a {@code direct:} that none of {@code offered} is. */
    static RouteProblem nobody(String uri, Set<String> offered, RoutePlaces places) {
        Set<String> direct = new TreeSet<>(offered);
        direct.removeIf(other -> !other.startsWith(DIRECT));
        return new RouteProblem(
                places.line(null, uri, uri.substring(DIRECT.length())),
                "no route begins with '" + uri + "'" + Nearest.of(uri, direct) + "; what is sent there would fail");
    }
}
