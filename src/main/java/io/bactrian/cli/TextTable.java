package io.bactrian.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/**
 * A table of text whose columns stand under each other, also where a Chinese character is two columns wide. Numbers
 * stand at the right.
 */
final class TextTable {
    private static final String GAP = "  ";
    private static final int NARROWEST = 8;

    private final List<Object[]> rows = new ArrayList<>();
    private final int columns;

    TextTable(String... headings) {
        columns = headings.length;
        rows.add(headings);
    }

    /** Adds a row; {@code null} is an empty cell. */
    TextTable row(Object... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(cells.length + " cells in a table of " + columns + " columns");
        }
        rows.add(cells.clone());
        return this;
    }

    boolean isEmpty() {
        return rows.size() == 1;
    }

    /** Prints it; a line is no longer than {@code width}, unless that is 0. */
    void print(PrintWriter out, int width) {
        int[] widths = widths();
        shrink(widths, width);
        for (int i = 0; i < rows.size(); i++) {
            out.println(line(i, widths));
            if (i == 0) {
                out.println(rule(widths));
            }
        }
    }

    private String line(int row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < columns; i++) {
            String text = cut(text(rows.get(row)[i]), widths[i]);
            String padding = " ".repeat(widths[i] - width(text));
            line.append(i == 0 ? "" : GAP);
            line.append(isNumeric(row, i) ? padding + text : text + padding);
        }
        return line.toString().stripTrailing();
    }

    /** A heading stands where its numbers do. */
    private boolean isNumeric(int row, int column) {
        return rows.get(row == 0 && rows.size() > 1 ? 1 : row)[column] instanceof Number;
    }

    private static String rule(int[] widths) {
        List<String> parts = new ArrayList<>();
        for (int width : widths) {
            parts.add("-".repeat(width));
        }
        return String.join(GAP, parts);
    }

    private int[] widths() {
        int[] widths = new int[columns];
        for (Object[] row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], width(text(row[i])));
            }
        }
        return widths;
    }

    /** Takes from the widest column until all fit, or none can give. */
    private static void shrink(int[] widths, int width) {
        int room = width - GAP.length() * (widths.length - 1);
        while (width > 0 && sum(widths) > room) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= NARROWEST) {
                return;
            }
            widths[widest]--;
        }
    }

    private static int sum(int[] numbers) {
        int sum = 0;
        for (int number : numbers) {
            sum += number;
        }
        return sum;
    }

    /** One line, without anything that a terminal would obey. */
    private static String text(Object cell) {
        return cell == null
                ? ""
                : cell.toString().replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }

    /** Columns that a text takes on a terminal. */
    static int width(String text) {
        return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
    }

    /** The text, or as much of it as fits before an ellipsis. */
    static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        StringBuilder shorter = new StringBuilder();
        int left = width - 1;
        for (int c : text.codePoints().toArray()) {
            left -= Math.max(0, WCWidth.wcwidth(c));
            if (left < 0) {
                break;
            }
            shorter.appendCodePoint(c);
        }
        return shorter.append('…').toString();
    }
}
