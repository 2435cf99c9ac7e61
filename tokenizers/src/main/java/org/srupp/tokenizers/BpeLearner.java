package org.srupp.tokenizers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
  private final PairWords words = new PairWords(pairs);

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
          String.format(
              Locale.ROOT,
              "vocabularySize is %d, but %d specials, %d byte pieces and %d characters of the text need %d; raise it or minimumCharacterCount",
              config.vocabularySize(),
              specials,
              bytes,
              symbols.size(),
              fixed));
    }
    return config.vocabularySize() - fixed;
  }

  private void addWord(String text, long count) {
    int[] word = symbols.of(text);
    if (word.length > LONGEST_WORD) {
      return;
    }
    words.add(word, count);
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
      words.join(pair, symbols.add(merge.product()));
      // A pair comes back when a later merge makes one of its parts in another way; its first place
      // in the list decides.
      if (seen.add(merge)) {
        merges.add(merge);
      }
    }
    return merges;
  }
}
