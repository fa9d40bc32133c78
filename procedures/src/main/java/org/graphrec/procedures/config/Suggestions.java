// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** "Did you mean": the known names near a wrong one. */
public final class Suggestions {
    private static final int MOST = 3;

    private Suggestions() {}

    /** {@code " Did you mean `a` or `b`?"}, or nothing when no known name is near. */
    public static String didYouMean(String wrong, Collection<String> known) {
        List<String> near = near(wrong, known);
        return near.isEmpty() ? "" : " Did you mean `" + String.join("` or `", near) + "`?";
    }

    /** Like {@link #didYouMean}, and where no name is near, the list of those there are. */
    public static String didYouMeanOneOf(String wrong, Collection<String> known) {
        String hint = didYouMean(wrong, known);
        if (!hint.isEmpty() || known.isEmpty()) {
            return hint;
        }
        List<String> shown = known.stream().sorted().limit(10).toList();
        return " There is: `" + String.join("`, `", shown) + "`" + (known.size() > shown.size() ? ", ..." : ".");
    }

    private static List<String> near(String wrong, Collection<String> known) {
        if (wrong == null) {
            return List.of();
        }
        String name = wrong.toLowerCase(Locale.ROOT);
        int allowed = Math.max(1, (Math.min(name.length(), 12) + 1) / 3);
        return known.stream()
                .filter(candidate -> distance(name, candidate.toLowerCase(Locale.ROOT)) <= allowed)
                .sorted(Comparator.<String>comparingInt(c -> distance(name, c.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /** Levenshtein distance; names longer than 64 characters are far from everything. */
    private static int distance(String a, String b) {
        if (a.length() > 64 || b.length() > 64) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
