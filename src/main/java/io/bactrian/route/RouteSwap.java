package io.bactrian.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts new routes in the place of old ones. What arrives meanwhile waits; what the old routes have in hand is finished
 * first, the inputs before what they call.
 */
final class RouteSwap {
    private static final Logger LOG = LoggerFactory.getLogger(RouteSwap.class);
    private static final String DIRECT = "direct";

    private final CamelContext context;
    private final Map<String, Holdable> inputs;
    private final Duration patience;

    /** {@code inputs}: those that can keep things waiting, by scheme. */
    RouteSwap(CamelContext context, Map<String, Holdable> inputs, Duration patience) {
        this.context = context;
        this.inputs = inputs;
        this.patience = patience;
    }

    /** What is in hand does not end; the old routes run on. */
    static final class BusyException extends Exception {
        private static final long serialVersionUID = 1L;

        BusyException(String message) {
            super(message);
        }
    }

    /** A file that could not be started; the old routes run on. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient CheckedFile file;

        RefusedException(CheckedFile file, Exception cause) {
            super(cause);
            this.file = file;
        }

        CheckedFile file() {
            return file;
        }

        Exception reason() {
            return (Exception) getCause();
        }
    }

    /** A gate before each {@code direct:} that files serve, for what is loaded without a swap. */
    void serve(CheckedFile file) {
        gates(List.of(file));
    }

    void swap(Collection<CheckedFile> old, Collection<CheckedFile> replacement)
            throws BusyException, RefusedException, InterruptedException {
        GatedDirectComponent direct = direct();
        List<CheckedFile> both = new ArrayList<>(old);
        both.addAll(replacement);
        List<Gate> gates = gates(both);
        List<Holdable> holds = old.stream()
                .flatMap(file -> file.routes().stream())
                .map(CheckedFile.Input::scheme)
                .distinct()
                .filter(inputs::containsKey)
                .map(inputs::get)
                .toList();
        Set<String> oldIds = new HashSet<>();
        old.forEach(file -> oldIds.addAll(file.routeIds()));
        long end = System.nanoTime() + patience.toNanos();
        direct.replacing(oldIds);
        gates.forEach(Gate::close);
        try {
            for (Holdable held : holds) {
                require(held.hold(left(end)), "events");
            }
            stopAndRemove(old, gates, end);
            add(old, replacement);
        } finally {
            direct.replacing(Set.of());
            gates.forEach(Gate::open);
            holds.forEach(Holdable::release);
        }
    }

    private void stopAndRemove(Collection<CheckedFile> old, List<Gate> gates, long end)
            throws BusyException, InterruptedException {
        List<CheckedFile.Input> callers = new ArrayList<>();
        List<CheckedFile.Input> called = new ArrayList<>();
        for (CheckedFile file : old) {
            file.routes().stream()
                    .filter(route -> isOf(file, route.routeId()))
                    .forEach(route -> (DIRECT.equals(route.scheme()) ? called : callers).add(route));
        }
        List<String> stopped = new ArrayList<>();
        try {
            stop(callers, stopped, end);
            for (Gate gate : gates) {
                require(gate.awaitEmpty(left(end)), "something that calls them");
            }
            stop(called, stopped, end);
        } catch (BusyException | InterruptedException e) {
            stopped.forEach(this::start);
            throw e;
        }
        old.forEach(this::remove);
    }

    private void stop(List<CheckedFile.Input> routes, List<String> stopped, long end) throws BusyException {
        for (CheckedFile.Input route : routes) {
            String id = route.routeId();
            if (context.getRoute(id) == null
                    || !context.getRouteController().getRouteStatus(id).isStarted()) {
                continue;
            }
            try {
                long seconds = Math.max(1, left(end).toSeconds());
                require(context.getRouteController().stopRoute(id, seconds, TimeUnit.SECONDS, true), "'" + id + "'");
                stopped.add(id);
            } catch (BusyException e) {
                throw e;
            } catch (Exception e) {
                throw new BusyException("'" + id + "' does not stop (" + e.getMessage() + ")");
            }
        }
    }

    private void start(String id) {
        try {
            context.getRouteController().startRoute(id);
        } catch (Exception e) {
            LOG.warn("The route '{}' does not start again: {}", id, e.getMessage());
        }
    }

    private void add(Collection<CheckedFile> old, Collection<CheckedFile> replacement) throws RefusedException {
        for (CheckedFile file : replacement) {
            try {
                load(file);
            } catch (Exception e) {
                replacement.forEach(this::remove);
                for (CheckedFile before : old) {
                    putBack(before);
                }
                throw new RefusedException(file, e);
            }
        }
    }

    private void putBack(CheckedFile file) {
        try {
            load(file);
        } catch (Exception e) {
            LOG.error("{}: its routes could not be put back: {}", file.file(), e.getMessage());
        }
    }

    private void load(CheckedFile file) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(file.file().resource());
    }

    private void remove(CheckedFile file) {
        file.routeIds().stream().filter(id -> isOf(file, id)).forEach(this::remove);
        // what remains of 'rest', and would be described still
        context.getCamelContextExtension()
                .getContextPlugin(Model.class)
                .getRestDefinitions()
                .removeIf(rest -> isOf(file, rest.getResource())
                        && rest.getVerbs().stream()
                                .anyMatch(verb -> file.routeIds().contains(verb.getRouteId())));
    }

    /** Whatever else it may be called, a route that came from somewhere else is not touched. */
    private boolean isOf(CheckedFile file, String id) {
        RouteDefinition definition =
                context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinition(id);
        return definition == null || isOf(file, definition.getResource());
    }

    private static boolean isOf(CheckedFile file, Resource source) {
        return source != null
                && source.getLocation().equals(file.file().resource().getLocation());
    }

    private void remove(String id) {
        try {
            if (context.getRoute(id) != null) {
                context.getRouteController().stopRoute(id, 1, TimeUnit.SECONDS);
                context.removeRoute(id);
            }
            Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
            RouteDefinition definition = model.getRouteDefinition(id);
            if (definition != null) {
                model.removeRouteDefinition(definition);
            }
        } catch (Exception e) {
            LOG.warn("The route '{}' is not removed: {}", id, e.getMessage());
        }
    }

    private List<Gate> gates(Collection<CheckedFile> files) {
        return files.stream()
                .flatMap(file -> file.routes().stream())
                .filter(route -> DIRECT.equals(route.scheme()))
                .map(route -> route.uri().substring(DIRECT.length() + 1))
                .distinct()
                .map(direct()::gate)
                .toList();
    }

    private GatedDirectComponent direct() {
        return context.getComponent(DIRECT, GatedDirectComponent.class);
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    private static void require(boolean isDone, String what) throws BusyException {
        if (!isDone) {
            throw new BusyException("what " + what + " has in hand does not end");
        }
    }
}
