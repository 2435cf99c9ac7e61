package org.srupp.tokenizers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.srupp.tokenizers.BpeCodes.Merge;

/**
 * Learns byte-pair codes: the most frequent pair of adjacent symbols becomes a symbol, again and
 * again (Sennrich et al. 2016, <a href="https://arxiv.org/abs/1508.07909">algorithm 1</a>). Pair
 * counts are kept up to date from the words a merge touches, never counted anew. The codes depend
 * on the counts alone, not on the order of the text.
 */
public final class BpeLearner {
  /**
   * Longer words tell nothing about a language, and each merge in them costs their length; only
   * their characters count.
   */
  private static final int LONGEST_WORD = 256;

  private final BpeConfig config;
  private final BpeSymbols symbols = new BpeSymbols();
  private final PairTable pairs = new PairTable(symbols);
  private final List<int[]> words = new ArrayList<>();
  private final List<Long> counts = new ArrayList<>();

  private BpeLearner(BpeConfig config) {
    this.config = config;
  }

  /**
   * Learns codes from the words of all sides together.
   *
   * @throws IllegalArgumentException if the vocabulary size does not even hold specials, bytes and
   *     the characters of the text
   */
  public static BpeCodes learn(BpeConfig config, List<WordCounts> sides) {
    Map<String, Long> joint = new HashMap<>();
    sides.forEach(
        side -> side.words().forEach(word -> joint.merge(word.text(), word.count(), Long::sum)));
    BpeLearner learner = new BpeLearner(config);
    int room = learner.addAlphabet(joint);
    joint.forEach(learner::addWord);
    learner.pairs.applyChanges();
    return new BpeCodes(config.lowercase(), config.byteFallback(), learner.merges(room));
  }

  /** Characters with at least {@link BpeConfig#minimumCharacterCount} occurrences, in order. */
  static List<String> alphabet(BpeConfig config, Map<String, Long> words) {
    Map<Integer, Long> characters = new TreeMap<>();
    words.forEach(
        (word, count) -> word.codePoints().forEach(cp -> characters.merge(cp, count, Long::sum)));
    characters.values().removeIf(count -> count < config.minimumCharacterCount());
    return characters.keySet().stream().map(Character::toString).toList();
  }

  private int addAlphabet(Map<String, Long> joint) {
    alphabet(config, joint).forEach(symbols::add);
    int specials = SpecialTokens.TARGET.leadingPieces().size();
    int bytes = config.byteFallback() ? BytePieces.COUNT : 0;
    int fixed = specials + bytes + symbols.size();
    if (config.vocabularySize() < fixed) {
      throw new IllegalArgumentException(
          "vocabularySize is %d, but %d specials, %d byte pieces and %d characters of the text need %d; raise it or minimumCharacterCount"
              .formatted(config.vocabularySize(), specials, bytes, symbols.size(), fixed));
    }
    return config.vocabularySize() - fixed;
  }

  private void addWord(String text, long count) {
    int[] word = symbols.of(text);
    if (word.length > LONGEST_WORD) {
      return;
    }
    for (int i = 0; i + 1 < word.length; i++) {
      if (word[i] >= 0 && word[i + 1] >= 0) {
        pairs.addWord(pairs.change(word[i], word[i + 1], count), words.size());
      }
    }
    words.add(word);
    counts.add(count);
  }

  private List<Merge> merges(int room) {
    List<Merge> merges = new ArrayList<>();
    Set<Merge> seen = new HashSet<>();
    int left = room;
    while (left > 0) {
      int pair = pairs.takeMostFrequent(config.minimumPairCount());
      if (pair < 0) {
        break;
      }
      Merge merge = new Merge(symbols.text(pairs.left(pair)), symbols.text(pairs.right(pair)));
      if (!symbols.contains(merge.product())) {
        left--;
      }
      apply(pair, symbols.add(merge.product()));
      // A pair comes back when a later merge makes one of its parts in another way; its first place
      // in the list decides.
      if (seen.add(merge)) {
        merges.add(merge);
      }
    }
    return merges;
  }

  private void apply(int pair, int product) {
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
