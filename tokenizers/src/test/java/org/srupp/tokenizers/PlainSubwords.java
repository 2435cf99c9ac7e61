package org.srupp.tokenizers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.srupp.tokenizers.BpeCodes.Merge;

/**
 * Subword-nmt's rules as plainly as they can be written, counting anew for each merge; the twin of
 * the fast classes. Sorts by {@link String#compareTo}, so only for text below the surrogates.
 */
final class PlainSubwords {
  private PlainSubwords() {}

  /** Pairs with their counts, in order. */
  static Map<String, Long> learn(WordTally text, int most, long minimum, List<Merge> merges) {
    Map<List<String>, Long> words = new HashMap<>();
    text.byCount().forEach(entry -> words.merge(symbols(entry.piece()), entry.count(), Long::sum));
    Map<String, Long> counts = new HashMap<>();
    while (merges.size() < most) {
      Map<Merge, Long> pairs = new HashMap<>();
      words.forEach(
          (word, count) -> {
            for (int i = 0; i + 1 < word.size(); i++) {
              pairs.merge(new Merge(word.get(i), word.get(i + 1)), count, Long::sum);
            }
          });
      Map.Entry<Merge, Long> best = null;
      for (var pair : pairs.entrySet()) {
        if (best == null || isBetter(pair, best)) {
          best = pair;
        }
      }
      if (best == null || best.getValue() < minimum) {
        break;
      }
      merges.add(best.getKey());
      counts.put(merges.size() + "", best.getValue());
      Map<List<String>, Long> next = new HashMap<>();
      Merge merge = best.getKey();
      words.forEach((word, count) -> next.merge(joined(word, merge), count, Long::sum));
      words.clear();
      words.putAll(next);
    }
    return counts;
  }

  private static boolean isBetter(Map.Entry<Merge, Long> a, Map.Entry<Merge, Long> b) {
    int order = a.getValue().compareTo(b.getValue());
    order = order != 0 ? order : a.getKey().left().compareTo(b.getKey().left());
    return (order != 0 ? order : a.getKey().right().compareTo(b.getKey().right())) > 0;
  }

  static String segment(List<Merge> merges, String word) {
    List<String> symbols = symbols(word);
    while (true) {
      int best = Integer.MAX_VALUE;
      for (int i = 0; i + 1 < symbols.size(); i++) {
        int rank = merges.indexOf(new Merge(symbols.get(i), symbols.get(i + 1)));
        best = rank >= 0 ? Math.min(best, rank) : best;
      }
      if (best == Integer.MAX_VALUE) {
        break;
      }
      symbols = joined(symbols, merges.get(best));
    }
    String text = String.join("@@ ", symbols);
    return text.substring(0, text.length() - "</w>".length());
  }

  private static List<String> symbols(String word) {
    List<String> symbols =
        new ArrayList<>(word.codePoints().mapToObj(Character::toString).toList());
    symbols.set(symbols.size() - 1, symbols.get(symbols.size() - 1) + "</w>");
    return symbols;
  }

  private static List<String> joined(List<String> word, Merge merge) {
    List<String> out = new ArrayList<>();
    for (int i = 0; i < word.size(); i++) {
      boolean match =
          i + 1 < word.size()
              && word.get(i).equals(merge.left())
              && word.get(i + 1).equals(merge.right());
      out.add(match ? merge.product() : word.get(i));
      i += match ? 1 : 0;
    }
    return out;
  }
}
