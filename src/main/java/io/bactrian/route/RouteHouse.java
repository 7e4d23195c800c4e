package io.bactrian.route;

import io.bactrian.connection.SettingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's routes in a context: loaded at the start, and changed as their files change. A file that will not do
 * leaves its routes as they are. Not thread-safe: whoever watches does so on one thread.
 */
public final class RouteHouse {
    private static final Logger LOG = LoggerFactory.getLogger("io.bactrian.routes");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CamelContext context;
    private final RouteFolder folder;
    private final RouteFiles files;
    private final RouteCheck check;
    private final RouteSwap swap;
    private final GoodTexts goodTexts;
    private final Map<String, CheckedFile> running = new TreeMap<>();
    /** The files that were there at the start, good or bad; empty where there was no folder. */
    private Optional<Set<String>> there = Optional.empty();

    private volatile boolean changing;
    private boolean keeping;

    /** {@code inputs}: those that can keep things waiting while routes are replaced, by scheme. */
    public RouteHouse(
            CamelContext context, RouteFolder folder, GoodTexts goodTexts, Map<String, Holdable> inputs, Clock clock) {
        this.context = context;
        this.folder = folder;
        this.goodTexts = goodTexts;
        this.files = new RouteFiles(clock);
        this.check = new RouteCheck(context);
        this.swap = new RouteSwap(context, inputs, PATIENCE);
        context.getRegistry().bind(RouteFiles.BEAN, files);
    }

    public RouteFiles files() {
        return files;
    }

    /** What is in the folder now. */
    public Map<String, RouteFile> read() throws IOException {
        return folder.read();
    }

    /**
     * Adds every route to a context that is not started and has all others. A file that has changed and will not do says
     * what it said when it last was good, or is left out; where that is not known, a {@link SettingException} names it.
     */
    public Map<String, RouteFile> load() {
        if (!folder.exists()) {
            LOG.warn("There is no folder {}, so nothing follows when an approval changes.", folder.path());
            return Map.of();
        }
        Map<String, RouteFile> found;
        try {
            found = read();
        } catch (IOException e) {
            throw new SettingException(
                    "The folder " + folder.path() + " cannot be read (" + RouteFolder.words(e) + ").");
        }
        there = Optional.of(Set.copyOf(found.keySet()));
        FirstLoad first = new FirstLoad(context);
        FirstTexts texts = new FirstTexts(
                goodTexts, found.values(), files -> plan(files, Set.of()).bad());
        texts.texts().forEach(file -> load(file, first));
        new DeadEnds(context).of(running.values()).forEach((name, problem) -> {
            throw unloadable(running.get(name).file(), problem);
        });
        texts.bad()
                .forEach((name, problem) -> refuse(
                        name,
                        problem,
                        texts.givenWay(name)
                                .map(why -> "It is left out: what it said when it last was good will not do either ("
                                        + why.reason() + ").")
                                .orElse("Its routes run as they were when it last was good.")));
        return found;
    }

    /** From now on what is good is kept for the next start. */
    public void keepGoodTexts() {
        keeping = true;
        there.ifPresent(goodTexts::forgetOthers);
        running.values().forEach(file -> goodTexts.keep(file.file()));
    }

    private void load(RouteFile file, FirstLoad first) {
        try {
            file.text();
        } catch (RouteProblem problem) {
            refuse(file.name(), problem, "It is left out.");
            return;
        }
        try {
            take(first.load(file));
        } catch (RouteProblem problem) {
            throw unloadable(file, problem);
        }
    }

    private SettingException unloadable(RouteFile file, RouteProblem problem) {
        return new SettingException(folder.path().resolve(file.name()) + " cannot be loaded: " + problem.sentence()
                + ". Mend it, or move it out of the folder.");
    }

    private void take(CheckedFile file) {
        running.put(file.file().name(), file);
        swap.serve(file);
        files.good(file);
        if (keeping) {
            goodTexts.keep(file.file());
        }
    }

    /** Why the context did not start, when it is for a route of a file; {@code null} when it is not. */
    public SettingException explained(Exception failure) {
        FailedToCreateRouteException created = ObjectHelper.getException(FailedToCreateRouteException.class, failure);
        FailedToStartRouteException started = ObjectHelper.getException(FailedToStartRouteException.class, failure);
        String id = created != null ? created.getRouteId() : started != null ? started.getRouteId() : null;
        if (id == null) {
            return null;
        }
        for (CheckedFile file : running.values()) {
            if (file.routeIds().contains(id)) {
                return new SettingException(folder.path().resolve(file.file().name()) + ": the route '" + id
                        + "' cannot be started: " + words(file.file(), failure).sentence()
                        + ". Mend it, or move it out of the folder.");
            }
        }
        return null;
    }

    private RouteProblem words(RouteFile file, Exception failure) {
        try {
            return Complaint.of(failure, RoutePlaces.of(file.name(), file.text()), context);
        } catch (RouteProblem problem) {
            return problem;
        }
    }

    /**
     * Tries the files of the folder beside each other, or one file beside them in the place of the one of its name;
     * nothing must run. A sentence for each that will not do.
     */
    public List<String> check(Optional<Path> one) throws IOException {
        List<RouteFile> found = new ArrayList<>(folder.exists() ? read().values() : List.of());
        if (one.isPresent()) {
            RouteFile file = folder.file(one.get());
            String last = lastName(file);
            found.removeIf(other -> lastName(other).equals(last));
            // the last of two that want the same is the one that is told of it
            found.add(file);
        }
        Map<String, RouteProblem> bad = plan(found, Set.of()).bad();
        String only = one.isPresent() ? found.get(found.size() - 1).name() : null;
        return bad.entrySet().stream()
                .filter(entry -> only == null || only.equals(entry.getKey()))
                .map(entry -> entry.getKey()
                        + (entry.getValue().line() > 0
                                ? ", line " + entry.getValue().line()
                                : "") + ": "
                        + entry.getValue().reason())
                .toList();
    }

    private RoutePlan plan(Collection<RouteFile> found, Set<String> refused) {
        return new RoutePlan(context, check, running.values(), found, refused);
    }

    private static String lastName(RouteFile file) {
        return file.name().substring(file.name().lastIndexOf('/') + 1);
    }

    /** Makes the routes what the files say; whether that was possible now, or has to be tried again. */
    boolean become(Map<String, RouteFile> found) throws InterruptedException {
        Map<String, RouteProblem> refused = new HashMap<>();
        while (true) {
            RoutePlan plan = plan(found.values(), refused.keySet());
            Set<String> gone = new HashSet<>(running.keySet());
            gone.removeAll(found.keySet());
            List<CheckedFile> old = new ArrayList<>();
            gone.forEach(name -> old.add(running.get(name)));
            plan.good().stream()
                    .map(file -> running.get(file.file().name()))
                    .filter(before -> before != null)
                    .forEach(old::add);
            try {
                changing = true;
                if (!old.isEmpty() || !plan.good().isEmpty()) {
                    swap.swap(old, plan.good());
                }
            } catch (RouteSwap.BusyException e) {
                trouble("changed routes have to wait, because " + e.getMessage());
                return false;
            } catch (RouteSwap.RefusedException e) {
                refused.put(e.file().file().name(), words(e.file().file(), e.reason()));
                continue;
            } finally {
                changing = false;
            }
            trouble("");
            plan.bad()
                    .forEach((name, problem) -> refuse(
                            name,
                            refused.getOrDefault(name, problem),
                            running.containsKey(name) ? "Its routes run on as they were." : "It is left out."));
            settle(found, plan, gone);
            return true;
        }
    }

    private void settle(Map<String, RouteFile> found, RoutePlan plan, Set<String> gone) {
        for (CheckedFile file : plan.good()) {
            take(file);
            LOG.info("{}: now running {}", file.file(), String.join(", ", file.routeIds()));
        }
        for (String name : gone) {
            LOG.info(
                    "{} is gone; stopped {}",
                    name,
                    String.join(", ", running.get(name).routeIds()));
            running.remove(name);
            goodTexts.forget(name);
        }
        // files that nobody changed, and that send to what another file had and has no more
        Map<String, RouteProblem> bereft = new DeadEnds(context).of(running.values());
        bereft.keySet().removeAll(plan.bad().keySet());
        bereft.forEach((name, problem) -> refuse(
                name, problem, "Its routes run on, what they send there fails, and the next start will not do."));
        for (RouteFiles.State state : files.all()) {
            RouteFile file = found.get(state.file());
            if (file == null) {
                files.gone(state.file());
            } else if (!state.good()
                    && !plan.bad().containsKey(state.file())
                    && !bereft.containsKey(state.file())
                    && running.containsKey(state.file())) {
                files.good(running.get(state.file()));
                LOG.info("{} is as it was before", state.file());
            }
        }
    }

    private void refuse(String name, RouteProblem problem, String instead) {
        CheckedFile before = running.get(name);
        List<String> routes =
                before == null ? List.of() : before.routeIds().stream().sorted().toList();
        if (files.bad(name, problem, routes)) {
            LOG.warn(
                    "{}{}: {}. {}",
                    folder.path().resolve(name),
                    problem.line() > 0 ? ", line " + problem.line() : "",
                    problem.reason(),
                    instead);
        }
    }

    /** Whether routes are being replaced at this moment. */
    public boolean isChanging() {
        return changing;
    }

    /** Why nothing can be done about changes now, told as if the folder were one of its files; empty when all is well. */
    void trouble(String words) {
        String name = folder.path().getFileName() + "/";
        if (!words.isEmpty()) {
            if (files.bad(name, new RouteProblem(0, words), List.of())) {
                LOG.warn("{}: {}; its routes run on as they were.", folder.path(), words);
            }
        } else if (files.gone(name)) {
            LOG.info("{}: changes are taken again.", folder.path());
        }
    }
}
