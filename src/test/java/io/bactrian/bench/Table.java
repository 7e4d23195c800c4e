package io.bactrian.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What was measured, what it is held against, and what else is worth knowing; printed as Markdown. */
final class Table {
    private final List<String[]> rows = new ArrayList<>();

    Table() {
        row("figure", "measured", "aim", "remarks");
    }

    void row(String figure, String measured, String aim, String remarks) {
        rows.add(new String[] {figure, measured, aim, remarks});
    }

    void print(PrintStream out) {
        int[] widths = new int[4];
        rows.forEach(row -> {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        });
        print(out, widths, rows.get(0));
        StringBuilder line = new StringBuilder("|");
        for (int width : widths) {
            line.append("-".repeat(width + 2)).append('|');
        }
        out.println(line);
        rows.stream().skip(1).forEach(row -> print(out, widths, row));
    }

    private static void print(PrintStream out, int[] widths, String[] row) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < row.length; i++) {
            line.append(' ')
                    .append(row[i])
                    .append(" ".repeat(widths[i] - row[i].length()))
                    .append(" |");
        }
        out.println(line);
    }
}
