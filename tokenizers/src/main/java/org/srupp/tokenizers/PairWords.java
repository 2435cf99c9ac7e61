package org.srupp.tokenizers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The words that learning merges in, and their part in the counts of a {@link PairTable}. */
final class PairWords {
  private final PairTable pairs;
  private final List<int[]> words = new ArrayList<>();
  private final List<Long> counts = new ArrayList<>();

  PairWords(PairTable pairs) {
    this.pairs = pairs;
  }

  /**
   * Adds a word of these symbols that occurs {@code count} times; a negative symbol pairs never.
   */
  void add(int[] word, long count) {
    for (int i = 0; i + 1 < word.length; i++) {
      if (word[i] >= 0 && word[i + 1] >= 0) {
        pairs.addWord(pairs.change(word[i], word[i + 1], count), words.size());
      }
    }
    words.add(word);
    counts.add(count);
  }

  /** Replaces the pair by {@code product} in every word and brings the table up to date. */
  void join(int pair, int product) {
    int left = pairs.left(pair);
    int right = pairs.right(pair);
    for (int number : pairs.takeWords(pair)) {
      int[] before = words.get(number);
      int[] after = joined(before, left, right, product);
      if (after.length == before.length) {
        continue;
      }
      long count = counts.get(number);
      for (int i = 0; i + 1 < before.length; i++) {
        if (before[i] >= 0 && before[i + 1] >= 0) {
          pairs.change(before[i], before[i + 1], -count);
        }
      }
      for (int i = 0; i + 1 < after.length; i++) {
        if (after[i] >= 0 && after[i + 1] >= 0) {
          int changed = pairs.change(after[i], after[i + 1], count);
          if (after[i] == product || after[i + 1] == product) {
            pairs.addWord(changed, number);
          }
        }
      }
      words.set(number, after);
    }
    pairs.applyChanges();
  }

  private static int[] joined(int[] word, int left, int right, int product) {
    int[] out = new int[word.length];
    int n = 0;
    for (int i = 0; i < word.length; i++) {
      boolean match = word[i] == left && i + 1 < word.length && word[i + 1] == right;
      out[n++] = match ? product : word[i];
      i += match ? 1 : 0;
    }
    return n == word.length ? word : Arrays.copyOf(out, n);
  }
}
