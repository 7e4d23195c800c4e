package io.bactrian.route;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the files of a start are taken to say: what they say now or, of one that has changed and will not do, what it said
 * when it last was good. What is good now wins over an old text that wants the same.
 */
final class FirstTexts {
    private final GoodTexts kept;
    private final Function<Collection<RouteFile>, Map<String, RouteProblem>> trial;
    private final Map<String, RouteProblem> bad;
    private final List<RouteFile> texts;

    /** {@code trial} tries texts beside each other, and gives what will not do by the names of their files. */
    FirstTexts(
            GoodTexts kept,
            Collection<RouteFile> found,
            Function<Collection<RouteFile>, Map<String, RouteProblem>> trial) {
        this.kept = kept;
        this.trial = trial;
        this.bad = changedForTheWorse(found);
        this.texts = withOldOnes(found);
    }

    List<RouteFile> texts() {
        return texts;
    }

    /** Why those will not do that have changed, by name. */
    Map<String, RouteProblem> bad() {
        return bad;
    }

    /** Trying takes its time, so it is done only when a file does not say what it said when it last was good. */
    private Map<String, RouteProblem> changedForTheWorse(Collection<RouteFile> found) {
        boolean isKnown =
                found.stream().allMatch(file -> kept.of(file).map(file::equals).orElse(true));
        if (isKnown) {
            return new TreeMap<>();
        }
        Map<String, RouteProblem> worse = new TreeMap<>(trial.apply(found));
        found.stream().filter(file -> kept.of(file).isEmpty()).forEach(file -> worse.remove(file.name()));
        return worse;
    }

    private List<RouteFile> withOldOnes(Collection<RouteFile> found) {
        List<RouteFile> all = found.stream()
                .map(file -> bad.containsKey(file.name()) ? kept.of(file).orElse(file) : file)
                .toList();
        for (String name : bad.keySet()) {
            List<RouteFile> others =
                    all.stream().filter(file -> !file.name().equals(name)).toList();
            if (trial.apply(others).size() < trial.apply(all).size()) {
                all = others;
            }
        }
        return all;
    }
}
