package org.srupp.recipes.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that an unknown one was probably meant to be. */
public final class Nearest {
  private Nearest() {}

  /**
   * The known name with the fewest edits, if a third of the name's letters (at least two) make the
   * difference.
   */
  public static Optional<String> to(String name, Collection<String> known) {
    int most = Math.max(2, name.length() / 3);
    String lower = name.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(candidate -> Math.abs(candidate.length() - name.length()) <= most)
        .filter(candidate -> edits(lower, candidate.toLowerCase(Locale.ROOT)) <= most)
        .min(
            Comparator.comparingInt(candidate -> edits(lower, candidate.toLowerCase(Locale.ROOT))));
  }

  /**
   * The end of a sentence about an unknown name: a question where one is near, nothing otherwise.
   */
  public static String question(String name, Collection<String> known) {
    return to(name, known).map(near -> "; did you mean " + near + "?").orElse("");
  }

  // Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
  private static int edits(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int substitution = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(substitution, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
