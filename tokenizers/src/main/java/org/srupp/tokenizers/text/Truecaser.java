package org.srupp.tokenizers.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Gives the first words of sentences the case that they have elsewhere, as Moses' truecaser does. A
 * word that was never seen in its case takes the usual one; known forms stay.
 *
 * <p>Works on tokenised lines. A sentence starts at the start of the line and after {@code . : ?
 * !}; brackets and quotes do not count as its first word.
 */
public final class Truecaser {
  private static final Set<String> ENDS = Set.of(".", ":", "?", "!");
  private static final Set<String> PASSED =
      Set.of("(", "[", "\"", "'", "&apos;", "&quot;", "&#91;", "&#93;");

  private final Map<String, String> usual = new HashMap<>();
  private final Set<String> known = new HashSet<>();

  /**
   * A truecaser of the lines of a model file: {@code word (9/12) other (3)}, the most frequent form
   * first.
   */
  public Truecaser(List<String> model) {
    for (String line : model) {
      List<String> fields = new java.util.ArrayList<>();
      WhiteSpace.split(line, fields::add);
      for (int i = 0; i < fields.size(); i += 2) {
        known.add(fields.get(i));
      }
      if (!fields.isEmpty()) {
        usual.put(lower(fields.get(0)), fields.get(0));
      }
    }
  }

  /** The line with the case that its words have within sentences. */
  public String apply(String line) {
    return changed(line, this::cased);
  }

  /** The line with a capital at the start of each sentence; undoes {@link #apply} in most lines. */
  public static String restore(String line) {
    return changed(line, (word, start) -> start ? capital(word) : word);
  }

  static boolean endsSentence(String word) {
    return ENDS.contains(word);
  }

  static boolean isPassed(String word) {
    return PASSED.contains(word);
  }

  static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  private interface Change {
    String apply(String word, boolean start);
  }

  private static String changed(String line, Change change) {
    StringBuilder out = new StringBuilder(line.length());
    boolean[] start = {true};
    WhiteSpace.split(
        line,
        word -> {
          out.append(out.isEmpty() ? "" : " ").append(change.apply(word, start[0]));
          start[0] = endsSentence(word) || (start[0] && isPassed(word));
        });
    return out.toString();
  }

  private String cased(String word, boolean start) {
    String best = usual.get(lower(word));
    boolean stays = best == null || (!start && known.contains(word));
    return stays ? word : best;
  }

  private static String capital(String word) {
    int end = word.offsetByCodePoints(0, 1);
    return word.substring(0, end).toUpperCase(Locale.ROOT) + word.substring(end);
  }
}
