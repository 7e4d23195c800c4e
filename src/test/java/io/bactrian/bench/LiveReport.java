package io.bactrian.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** The figures of the service, on each database. */
final class LiveReport {
    /** As little as a service should need. */
    private static final String HEAP = "256m";

    private final Table table;
    private final Map<String, String> databases;
    private final boolean quick;

    /** {@code databases} are by name what {@link LiveDatabase#of} takes. */
    LiveReport(Table table, Map<String, String> databases, boolean quick) {
        this.table = table;
        this.databases = new TreeMap<>(databases);
        this.quick = quick;
    }

    void measure(List<String> names) throws IOException {
        if (names.contains("latency")) {
            for (Map.Entry<String, String> database : databases.entrySet()) {
                latency(database.getKey(), Figures.of(HEAP, "latency", database.getValue(), quick));
            }
        }
        if (names.contains("storm")) {
            for (Map.Entry<String, String> database : databases.entrySet()) {
                storm(database.getKey(), Figures.of(HEAP, "storm", database.getValue(), quick));
            }
        }
        if (names.contains("recovery")) {
            recovery();
        }
    }

    private void latency(String database, Figures found) {
        for (int rate : LatencyBench.RATES) {
            String aim = rate == 1 ? "15/50/- ms" : rate == 100 ? "-/-/500 ms" : "";
            table.row(
                    "event to row, " + rate + "/s, " + database,
                    found.in("%.0f", rate + ".p50") + "/" + found.in("%.0f", rate + ".p95") + "/"
                            + found.in("%.0f ms", rate + ".p99"),
                    aim,
                    "p50/p95/p99 of " + found.whole(rate + ".n") + ", longest " + found.in("%.0f ms", rate + ".max")
                            + "; from the push to another connection seeing it; answered other than SUCCESS "
                            + found.whole(rate + ".others"));
        }
    }

    private void storm(String database, Figures found) {
        long ending = found.whole("ending.n");
        table.row(
                "1,000 events at once: answers, " + database,
                seconds(found, "starting.answer.max"),
                "none over 3 s",
                "p50 " + seconds(found, "starting.answer.p50") + ", p95 "
                        + seconds(found, "starting.answer.p95") + ", of " + found.whole("starting.answer.n")
                        + "; answered other than SUCCESS " + found.whole("starting.others") + "; drain at "
                        + StormBench.CALLS + "/s");
        table.row(
                ending + " end at once: states of all, " + database,
                found.in("%.2f s", "ending.states"),
                "1 s",
                "pushed within " + found.in("%.2f s", "ending.pushed") + ", answers p95 "
                        + seconds(found, "ending.answer.p95") + ", longest "
                        + seconds(found, "ending.answer.max"));
        table.row(
                ending + " end at once: last detail, " + database,
                found.in("%.2f s", "ending.last"),
                String.format(Locale.ROOT, "%.1f s", (double) ending / StormBench.CALLS + 0.5),
                found.whole("ending.details") + " details asked for at " + StormBench.CALLS + "/s (refused as too fast "
                        + found.whole("ending.refused") + "), the first after "
                        + found.in("%.2f s", "ending.first") + "; all stored after "
                        + found.in("%.2f s", "ending.stored"));
    }

    private static String seconds(Figures found, String millis) {
        return String.format(Locale.ROOT, "%.2f s", found.number(millis) / 1e3);
    }

    /** At the same time, because it is mostly waiting. */
    private void recovery() {
        Map<String, CompletableFuture<Figures>> all = new TreeMap<>();
        databases.forEach((name, server) -> all.put(name, CompletableFuture.supplyAsync(() -> {
            try {
                return Figures.of(HEAP, "recovery", server, quick);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        })));
        all.forEach((database, found) -> recovery(database, found.join()));
    }

    private void recovery(String database, Figures found) {
        table.row(
                "one approval, 3 approvers, a comment, " + database,
                found.whole("life.details") + " details",
                "3 details",
                found.names("life.of ").stream()
                                .map(name -> found.whole("life.of " + name) + " " + name)
                                .collect(Collectors.joining(", "))
                        + "; differences from the company " + found.whole("life.differences"));
        table.row(
                found.whole("away") + " s without network, " + database,
                found.in("%.1f s", "equal"),
                "",
                "from its return to equality and no open gap; connected after " + found.in("%.1f s", "connected") + "; "
                        + found.whole("calls") + " calls (" + found.whole("lists") + " lists, "
                        + found.whole("details") + " details) for " + found.whole("happenings")
                        + " things that happened, " + found.whole("open") + " open of " + found.whole("stored"));
    }
}
