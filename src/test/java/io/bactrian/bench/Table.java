package io.bactrian.bench;

import java.io.PrintStream;
import java.util.Locale;

/** What was measured, what it is held against, and what else is worth knowing; printed as Markdown, row by row. */
final class Table {
    private final PrintStream out;

    Table(PrintStream out) {
        this.out = out;
        row("figure", "measured", "aim", "remarks");
        row("---", "---", "---", "---");
    }

    void row(String figure, String measured, String aim, String remarks) {
        out.printf(Locale.ROOT, "| %-46s | %10s | %12s | %s |%n", figure, measured, aim, remarks);
    }
}
