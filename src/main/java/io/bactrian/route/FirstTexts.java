package io.bactrian.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the files of a start are taken to say: what they say now or, of one that has changed and will not do, what it said
 * when it last was good. What is good now wins over an old text that wants the same.
 */
final class FirstTexts {
    private final Function<Collection<RouteFile>, Map<String, RouteProblem>> trial;
    /** As they were first, then changed, then new: of two that want the same the later is told. */
    private final List<RouteFile> now = new ArrayList<>();

    private final Map<String, RouteFile> old = new TreeMap<>();
    private final Map<String, RouteProblem> bad = new TreeMap<>();
    private final Map<String, RouteProblem> givenWay = new TreeMap<>();

    /** {@code trial} tries texts beside each other, and gives what will not do by the names of their files. */
    FirstTexts(
            GoodTexts kept,
            Collection<RouteFile> found,
            Function<Collection<RouteFile>, Map<String, RouteProblem>> trial) {
        this.trial = trial;
        List<RouteFile> changed = new ArrayList<>();
        List<RouteFile> unknown = new ArrayList<>();
        for (RouteFile file : found) {
            Optional<RouteFile> was = kept.of(file);
            if (was.isEmpty()) {
                unknown.add(file);
            } else if (was.get().equals(file)) {
                now.add(file);
            } else {
                changed.add(file);
                old.put(file.name(), was.get());
            }
        }
        now.addAll(changed);
        now.addAll(unknown);
        // trying takes its time, so it is done only when a file does not say what it said
        if (!old.isEmpty()) {
            bad.putAll(changedOnes(now));
            takeBackWhatNeedsOldOnes();
            leaveOutWhatIsInTheWay();
        }
    }

    /** What to load, in this order. */
    List<RouteFile> texts() {
        List<RouteFile> texts = new ArrayList<>(now);
        texts.removeIf(file -> bad.containsKey(file.name()));
        old.values().stream()
                .filter(text -> bad.containsKey(text.name()) && !givenWay.containsKey(text.name()))
                .forEach(texts::add);
        return texts;
    }

    /** Why those will not do that have changed, by name. */
    Map<String, RouteProblem> bad() {
        return bad;
    }

    /** Why the old text of a bad file will not do either; empty when it is loaded. */
    Optional<RouteProblem> givenWay(String name) {
        return Optional.ofNullable(givenWay.get(name));
    }

    private Map<String, RouteProblem> changedOnes(List<RouteFile> texts) {
        Map<String, RouteProblem> problems = new TreeMap<>(trial.apply(texts));
        problems.keySet().retainAll(old.keySet());
        return problems;
    }

    /** One that sends to what another said when it last was good is bad only as long as that is not there. */
    private void takeBackWhatNeedsOldOnes() {
        for (String name : List.copyOf(bad.keySet())) {
            RouteProblem alone = bad.remove(name);
            RouteProblem beside = bad.isEmpty() ? alone : changedOnes(texts()).get(name);
            if (beside != null) {
                bad.put(name, beside);
            }
        }
    }

    private void leaveOutWhatIsInTheWay() {
        Map<String, RouteProblem> inTheWay = bad;
        while (!inTheWay.isEmpty()) {
            inTheWay = changedOnes(texts());
            inTheWay.keySet().retainAll(bad.keySet());
            givenWay.putAll(inTheWay);
        }
    }
}
