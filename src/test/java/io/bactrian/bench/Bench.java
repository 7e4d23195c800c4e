package io.bactrian.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.h2.engine.Constants;

/**
 * Measures what the README's table shows, each figure in a JVM of its own with the stand-in in another, and prints it
 * beside what it is held against. Arguments: {@code start}, {@code ready}, {@code edit}, {@code job}, {@code heap}, {@code drain},
 * {@code messages}, {@code people}, {@code live} (which is {@code latency}, {@code storm} and {@code recovery}), or
 * nothing for all of them; {@code quick} makes those of {@code live} shorter and less certain.
 */
public final class Bench {
    private static final List<String> LIVE = List.of("latency", "storm", "recovery");
    private static final List<String> ALL = List.of(
            "start", "ready", "job", "heap", "drain", "messages", "people", "latency", "storm", "recovery", "edit");
    private static final String QUICK = "quick";

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final Table table = new Table(out);
    private String databases = "H2 " + Constants.VERSION;

    private Bench() {}

    public static void main(String[] args) throws Exception {
        List<String> names = new ArrayList<>(List.of(String.join(",", args).split("[,\\s]+")));
        names.removeIf(String::isBlank);
        boolean quick = names.remove(QUICK);
        if (names.remove("live")) {
            names.addAll(LIVE);
        }
        if (!ALL.containsAll(names)) {
            throw new IllegalArgumentException("bench measures live, " + ALL + ", not " + names);
        }
        new Bench().measure(names.isEmpty() ? ALL : names, quick);
        // pools of libraries may hold the JVM for a while
        System.exit(0);
    }

    private void measure(List<String> names, boolean quick) throws Exception {
        if (names.contains("start")) {
            start();
        }
        if (names.contains("ready")) {
            ready();
        }
        if (names.contains("edit")) {
            edit();
        }
        if (names.contains("job")) {
            job();
        }
        if (names.contains("heap")) {
            heap();
        }
        if (names.contains("messages")) {
            messages();
        }
        if (names.contains("drain")
                || names.contains("people")
                || names.stream().anyMatch(LIVE::contains)) {
            try (MariaDb server = MariaDb.start()) {
                databases += ", MariaDB " + server.version();
                if (names.contains("drain")) {
                    drain("H2 file", "h2");
                    drain("MariaDB", server.port());
                }
                if (names.contains("people")) {
                    people("H2 file", "h2");
                    people("MariaDB", server.port());
                }
                new LiveReport(table, Map.of("H2", "h2", "MariaDB", server.port()), quick).measure(names);
            }
        }
        out.printf(
                Locale.ROOT,
                "%n%d cores (%s), Java %s, %s; the stand-in runs on the same cores%n",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.arch"),
                System.getProperty("java.version"),
                databases);
    }

    private void start() throws IOException {
        Figures found = Figures.of("256m", "start");
        table.row(
                "start: JVM to first call",
                found.in("%.2f s", "call"),
                "",
                "runtime alone " + found.in("%.2f s", "ready") + ", with new tables " + found.in("%.2f s", "first"));
    }

    private void ready() throws IOException {
        Figures found = Figures.of("256m", "ready");
        table.row(
                "./bactrian run to ready, H2, prepared",
                found.in("%.2f s", "prepared.median"),
                "3 s",
                "slowest " + found.in("%.2f s", "prepared.worst"));
        table.row(
                "./bactrian run to ready, H2",
                found.in("%.2f s", "plain.median"),
                "",
                "slowest " + found.in("%.2f s", "plain.worst") + ", with new tables " + found.in("%.2f s", "first"));
    }

    private void edit() throws IOException {
        Figures found = Figures.of("256m", "edit");
        table.row(
                "longest answer to an event, 100/s, " + found.whole("edits") + " edits, H2",
                found.in("%.0f ms", "edited.max"),
                "as without",
                "p99 " + found.in("%.0f ms", "edited.p99") + "; without edits " + found.in("%.0f", "still.max")
                        + " and p99 " + found.in("%.0f ms", "still.p99") + "; answered other than SUCCESS "
                        + found.whole("others") + ", lost " + found.whole("lost"));
    }

    private void job() throws IOException {
        Figures found = Figures.of("512m", "job");
        long first = found.whole("first.lists") + found.whole("first.details") + found.whole("first.tokens");
        long second = found.whole("second.lists") + found.whole("second.details") + found.whole("second.tokens");
        table.row(
                "400 approvals, 2 templates, 80 ms, 20 calls/s",
                found.in("%.1f s", "first.seconds"),
                "22 s",
                found.whole("first.new") + " stored");
        table.row(
                "share of the allowed pace",
                String.format(Locale.ROOT, "%.1f %%", 100 * found.number("first.pace")),
                "98 %",
                "busiest second " + found.whole("first.busiest") + " of 20, refused as too fast "
                        + found.whole("first.refused"));
        table.row(
                "calls, first time",
                String.valueOf(first),
                "421",
                found.whole("first.lists") + " lists, " + found.whole("first.details") + " details, "
                        + found.whole("first.tokens") + " token; " + (found.whole("first.calls") - first)
                        + " more (free) for names of leavers");
        table.row(
                "calls for each stored approval",
                String.format(Locale.ROOT, "%.3f", first / found.number("first.new")),
                "1.06",
                "");
        table.row(
                "calls, second time, unchanged",
                String.valueOf(second),
                "lists + open",
                found.whole("second.lists") + " lists, " + found.whole("second.details") + " details of "
                        + found.whole("open") + " open, " + found.whole("second.tokens") + " token, "
                        + found.in("%.1f s", "second.seconds"));
    }

    private void messages() throws IOException {
        Figures found = Figures.of("512m", "messages");
        table.row("messages, one call each, 8 threads", found.in("%.0f/s", "rate"), "", "no pace, into H2 file");
        table.row(
                "one message to " + found.whole("receivers") + " people by name",
                found.in("%.1f s", "many"),
                "",
                "100 of them a call");
    }

    private void people(String name, String server) throws IOException {
        for (String way : PeopleBench.WAYS) {
            Figures found = Figures.of("512m", "people", way, server);
            table.row(
                    "14,000 people in 1,000 departments, " + way + ", into " + name,
                    found.in("%.0f/s", "rate"),
                    "",
                    found.in("%.1f s", "seconds") + ", unchanged " + found.in("%.1f s", "again") + "; calls "
                            + found.whole("calls") + ", least possible " + found.whole("least"));
        }
    }

    private void heap() throws IOException {
        Figures small = Figures.of("256m", "heap", 5_000);
        Figures large = Figures.of("256m", "heap", 50_000);
        table.row("peak heap, 5,000 approvals", small.in("%.0f MB", "peak"), "", "in use after full collections");
        table.row(
                "peak heap, 50,000 approvals",
                large.in("%.0f MB", "peak"),
                "within 20 %",
                String.format(
                        Locale.ROOT, "%+.0f %%, -Xmx256m", 100 * (large.number("peak") / small.number("peak") - 1)));
    }

    private void drain(String name, String server) throws IOException {
        Figures found = Figures.of("1g", "drain", server);
        double most = Math.max(found.number("bare.1"), Math.max(found.number("bare.2"), found.number("bare.4")));
        table.row(
                "drain into " + name,
                found.in("%.0f/s", "rate"),
                String.format(Locale.ROOT, "%.0f/s", found.number("bare.1") / 2),
                String.format(
                        Locale.ROOT,
                        "%.0f %% of bare JDBC by one thread, %.0f %% of the best; processor: ours %.1f s (compilers %.1f s), stand-in %.1f s"
                                + " in %.1f s",
                        100 * found.number("rate") / found.number("bare.1"),
                        100 * found.number("rate") / most,
                        found.number("ours"),
                        found.number("compilers"),
                        found.number("theirs"),
                        found.number("seconds")));
        table.row(
                "bare JDBC into " + name,
                found.in("%.0f/s", "bare.1"),
                "",
                "same rows, batches of 100, one thread; two: " + found.in("%.0f/s", "bare.2") + ", four: "
                        + found.in("%.0f/s", "bare.4"));
    }
}
