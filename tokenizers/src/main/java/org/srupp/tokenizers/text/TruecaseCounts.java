package org.srupp.tokenizers.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Counts in which case words occur away from the start of a sentence; what a {@link Truecaser} is
 * made of. Memory grows with the number of different words. Not for several threads.
 */
public final class TruecaseCounts {
  private final Map<String, Map<String, long[]>> forms = new LinkedHashMap<>();

  /** Counts the words of a tokenised line. */
  public void add(String line) {
    List<String> words = new ArrayList<>();
    WhiteSpace.split(line, words::add);
    int i = 0;
    while (i < words.size() && Truecaser.isPassed(words.get(i))) {
      i++;
    }
    boolean first = true;
    for (int begin = i; i < words.size(); i++) {
      String word = words.get(i);
      first |= i > begin && Truecaser.endsSentence(words.get(i - 1));
      if (!first && word.codePoints().anyMatch(TruecaseCounts::hasCase)) {
        forms.computeIfAbsent(Truecaser.lower(word), absent -> new LinkedHashMap<>())
            .computeIfAbsent(word, absent -> new long[1])[0]++;
      }
      first = false;
    }
  }

  private static boolean hasCase(int cp) {
    int type = Character.getType(cp);
    return type == Character.LOWERCASE_LETTER
        || type == Character.UPPERCASE_LETTER
        || type == Character.TITLECASE_LETTER;
  }

  /**
   * The lines of a model file, {@code word (9/12) other (3)}: the most frequent form, of equally
   * frequent ones the first that came, its count and that of all, then the others; words in order
   * of first occurrence.
   */
  public List<String> model() {
    List<String> lines = new ArrayList<>(forms.size());
    for (Map<String, long[]> word : forms.values()) {
      String best = null;
      long total = 0;
      for (Map.Entry<String, long[]> form : word.entrySet()) {
        total += form.getValue()[0];
        if (best == null || form.getValue()[0] > word.get(best)[0]) {
          best = form.getKey();
        }
      }
      StringBuilder line =
          new StringBuilder(
              String.format(Locale.ROOT, "%s (%d/%d)", best, word.get(best)[0], total));
      for (Map.Entry<String, long[]> form : word.entrySet()) {
        if (!form.getKey().equals(best)) {
          line.append(String.format(Locale.ROOT, " %s (%d)", form.getKey(), form.getValue()[0]));
        }
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
