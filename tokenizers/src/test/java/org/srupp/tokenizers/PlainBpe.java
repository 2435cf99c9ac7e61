package org.srupp.tokenizers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.srupp.tokenizers.BpeCodes.Merge;

/**
 * Byte-pair encoding as the paper writes it, over lists of strings, counting anew each time; the
 * twin of the fast one.
 */
final class PlainBpe {
  private PlainBpe() {}

  /**
   * Learns from words of letters only, until {@code room} new symbols are made or no pair occurs
   * {@code minimum} times.
   */
  static List<Merge> learn(String text, int room, int minimum) {
    List<List<String>> words = new ArrayList<>();
    for (String word : text.strip().split(" +")) {
      words.add(new ArrayList<>(("▁" + word).codePoints().mapToObj(Character::toString).toList()));
    }
    Set<String> made = new HashSet<>();
    List<Merge> merges = new ArrayList<>();
    while (made.size() < room) {
      Merge best = mostFrequent(words, minimum);
      if (best == null) {
        break;
      }
      words.replaceAll(word -> joined(word, best));
      made.add(best.product());
      if (!merges.contains(best)) {
        merges.add(best);
      }
    }
    return merges;
  }

  private static Merge mostFrequent(List<List<String>> words, int minimum) {
    Map<Merge, Integer> counts = new HashMap<>();
    for (List<String> word : words) {
      for (int i = 0; i + 1 < word.size(); i++) {
        counts.merge(new Merge(word.get(i), word.get(i + 1)), 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() >= minimum)
        .max(
            Map.Entry.<Merge, Integer>comparingByValue()
                .thenComparing(entry -> entry.getKey().left())
                .thenComparing(entry -> entry.getKey().right()))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  /** Merges all places of the pair that stands first in the list, again and again. */
  static List<String> merge(List<Merge> merges, String word) {
    List<String> symbols =
        new ArrayList<>(word.codePoints().mapToObj(Character::toString).toList());
    while (true) {
      List<String> now = symbols;
      Merge best =
          IntStream.range(0, now.size() - 1)
              .mapToObj(i -> new Merge(now.get(i), now.get(i + 1)))
              .filter(merges::contains)
              .min(Comparator.comparingInt(merges::indexOf))
              .orElse(null);
      if (best == null) {
        return symbols;
      }
      symbols = joined(symbols, best);
    }
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
