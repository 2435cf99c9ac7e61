package org.srupp.tokenizers;

import java.util.ArrayList;
import java.util.List;
import org.srupp.tokenizers.BpeCodes.Merge;
import org.srupp.tokenizers.Vocabulary.Entry;

/**
 * Learns byte-pair codes as subword-nmt does (Sennrich et al. 2016, <a
 * href="https://arxiv.org/abs/1508.07909">algorithm 1</a>): the most frequent pair of adjacent
 * symbols becomes a symbol; among equally frequent ones the last in order of code points, left
 * symbol first. The codes depend on the counts alone. Joint codes of two languages are those of a
 * tally of both texts.
 */
public final class SubwordLearner {
  /**
   * Longer words tell nothing about a language, and each merge in them costs their length; they are
   * left out.
   */
  public static final int LONGEST_WORD = 1000;

  private final BpeSymbols symbols = new BpeSymbols();
  private final PairTable pairs = new PairTable(symbols);
  private final PairWords words = new PairWords(pairs);

  private SubwordLearner() {}

  /**
   * Learns codes.
   *
   * @param merges so many merges at most
   * @param minimumCount stops when no pair occurs so often; subword-nmt's default is 2
   * @throws IllegalArgumentException if one of the numbers is below 1
   */
  public static SubwordCodes learn(WordTally text, int merges, long minimumCount) {
    if (merges < 1 || minimumCount < 1) {
      throw new IllegalArgumentException(
          "merges and minimumCount must be 1 or more, found " + merges + " and " + minimumCount);
    }
    SubwordLearner learner = new SubwordLearner();
    text.byCount().forEach(learner::add);
    learner.pairs.applyChanges();
    return learner.codes(merges, minimumCount);
  }

  private void add(Entry word) {
    String text = word.piece();
    if (text.isEmpty() || text.codePointCount(0, text.length()) > LONGEST_WORD) {
      return;
    }
    int[] parts = new int[text.codePointCount(0, text.length())];
    int n = 0;
    for (int i = 0, cp; i < text.length(); i += Character.charCount(cp)) {
      cp = text.codePointAt(i);
      boolean last = i + Character.charCount(cp) == text.length();
      parts[n++] = symbols.add(Character.toString(cp) + (last ? BpeSymbols.WORD_END : ""));
    }
    words.add(parts, word.count());
  }

  private SubwordCodes codes(int most, long minimumCount) {
    List<Merge> merges = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    while (merges.size() < most) {
      int pair = pairs.takeMostFrequent(minimumCount);
      if (pair < 0) {
        break;
      }
      Merge merge = new Merge(symbols.text(pairs.left(pair)), symbols.text(pairs.right(pair)));
      counts.add(pairs.count(pair));
      // A pair may come again when a later merge makes one of its parts in another way; subword-nmt
      // writes it again.
      merges.add(merge);
      words.join(pair, symbols.add(merge.product()));
    }
    return new SubwordCodes(merges, counts);
  }
}
