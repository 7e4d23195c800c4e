package io.bactrian.route;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What somebody may have meant. */
final class Nearest {
    private static final int FURTHEST = 3;

    private Nearest() {}

    /** {@code " (did you mean 'x'?)"}, or nothing when nothing is near. */
    static String of(String typed, Collection<String> known) {
        return known.stream()
                .filter(word -> distance(typed, word) <= Math.min(FURTHEST, Math.max(1, typed.length() / 2)))
                .min(Comparator.comparingInt((String word) -> distance(typed, word))
                        .thenComparingInt(word -> Math.abs(word.length() - typed.length()))
                        .thenComparing(Comparator.naturalOrder()))
                .map(word -> " (did you mean '" + word + "'?)")
                .orElse("");
    }

    /** Letters to put in, take out or change, whatever their case. */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                row[j] = Math.min(
                        Math.min(row[j], row[j - 1]) + 1, diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
