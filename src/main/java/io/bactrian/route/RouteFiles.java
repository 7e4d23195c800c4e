package io.bactrian.route;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How the operator's files are: which are good, which are not and why. In the registry as {@link #BEAN}; thread-safe. */
public final class RouteFiles {
    public static final String BEAN = "routeFiles";

    private final Clock clock;
    private final Map<String, State> states = new TreeMap<>();

    RouteFiles(Clock clock) {
        this.clock = clock;
    }

    /**
     * A file.
     *
     * @param good whether its routes are the ones that run
     * @param since when that became so, in ms
     * @param line of the mistake, from 1; 0 when it is good or the file is wrong as a whole
     * @param reason what is wrong; empty when it is good
     * @param routes the ids that run; of a bad file those of its last good text
     */
    public record State(String file, boolean good, long since, int line, String reason, List<String> routes) {
        public State {
            routes = List.copyOf(routes);
        }

        /** File, line and reason. */
        public String sentence() {
            return file + (line > 0 ? ", line " + line : "") + ": " + reason;
        }
    }

    public synchronized List<State> all() {
        return List.copyOf(states.values());
    }

    public List<State> bad() {
        return all().stream().filter(state -> !state.good()).toList();
    }

    /** The file that a route comes from. */
    public Optional<String> fileOf(String routeId) {
        return all().stream()
                .filter(state -> state.routes().contains(routeId))
                .map(State::file)
                .findFirst();
    }

    synchronized void good(CheckedFile file) {
        String name = file.file().name();
        states.put(
                name,
                new State(
                        name,
                        true,
                        clock.millis(),
                        0,
                        "",
                        file.routeIds().stream().sorted().toList()));
    }

    /** Whether this is news. */
    synchronized boolean bad(String name, RouteProblem problem, List<String> routes) {
        State before = states.get(name);
        boolean isNew = before == null
                || before.good()
                || before.line() != problem.line()
                || !before.reason().equals(problem.reason());
        if (isNew) {
            states.put(name, new State(name, false, clock.millis(), problem.line(), problem.reason(), routes));
        }
        return isNew;
    }

    /** Whether it was there. */
    synchronized boolean gone(String name) {
        return states.remove(name) != null;
    }
}
