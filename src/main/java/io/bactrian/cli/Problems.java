package io.bactrian.cli;

import io.bactrian.BactrianRuntime;
import io.bactrian.run.Run;
import io.bactrian.store.Sql;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/**
 * What failed in a run.
 *
 * @param first the first few
 * @param all how many there are
 */
record Problems(List<Problem> first, long all) {
    private static final int SHOWN = 10;

    /** One item that failed, and why. */
    record Problem(String kind, String item, String cause) {}

    /** Those of a run since a moment: a run that was gone on with has older ones, too. */
    static Problems ofRun(BactrianRuntime runtime, Run run, long since) {
        Map<String, Object> which = Map.of("run", run.id(), "since", since, "most", SHOWN);
        Long all = runtime.tables().jdbc().queryForObject(Sql.of("run-problem-count"), which, Long.class);
        List<Problem> first = runtime.tables()
                .jdbc()
                .query(
                        Sql.of("run-problems"),
                        which,
                        (row, n) ->
                                new Problem(row.getString("kind"), row.getString("item_id"), row.getString("problem")));
        return new Problems(first, all == null ? 0 : all);
    }

    void print(PrintWriter out) {
        for (Problem problem : first) {
            out.println("  " + problem.kind() + (problem.item() == null ? "" : " " + problem.item()) + ": "
                    + problem.cause());
        }
        if (all > first.size()) {
            out.println("  and " + (all - first.size()) + " more");
        }
        if (first.stream().anyMatch(problem -> "approval".equals(problem.kind()))) {
            out.println("  ./bactrian failed shows all; ./bactrian replay --all repeats them");
        } else if (all > first.size()) {
            out.println("  the table run_problem holds all");
        }
    }
}
