package org.srupp.tokenizers;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.srupp.tokenizers.Vocabulary.Entry;

/**
 * Makes the vocabularies that go with subword codes, each of the pieces of its own text: by falling
 * count, as fairseq and most others number them, or in order of first occurrence, as the
 * preparation of the SRU++ paper does.
 */
public final class SubwordVocabularies {
  private static final Set<String> SPECIALS =
      Set.of(SpecialTokens.PAD, SpecialTokens.UNK, SpecialTokens.SOS, SpecialTokens.EOS);

  private SubwordVocabularies() {}

  /**
   * The pieces of the words by falling count, ties by first occurrence.
   *
   * @param specials {@link SpecialTokens#SOURCE} or {@link SpecialTokens#TARGET}
   * @param words the tokenised text
   * @param minimumCount pieces seen less often are left out; those that remain are counted in the
   *     text cut with them alone
   */
  public static Vocabulary byCount(
      SpecialTokens specials, SubwordCodes codes, WordTally words, long minimumCount) {
    return vocabulary(specials, kept(codes, words, minimumCount).byCount());
  }

  /** As {@link #byCount}, in the order in which words with the pieces were first counted. */
  public static Vocabulary byFirstOccurrence(
      SpecialTokens specials, SubwordCodes codes, WordTally words, long minimumCount) {
    return vocabulary(specials, kept(codes, words, minimumCount).byFirstOccurrence());
  }

  private static WordTally kept(SubwordCodes codes, WordTally words, long minimumCount) {
    WordTally pieces = pieces(new SubwordSegmenter(codes), words);
    if (minimumCount <= 1) {
      return pieces; // those with a count of 0 too, which occur in text that is not counted
    }
    Set<String> frequent = new HashSet<>();
    for (Entry entry : pieces.byCount()) {
      if (entry.count() >= minimumCount) {
        frequent.add(entry.piece());
      }
    }
    WordTally kept = new WordTally();
    for (Entry entry : pieces(new SubwordSegmenter(codes, frequent), words).byFirstOccurrence()) {
      if (frequent.contains(entry.piece())) {
        kept.add(entry.piece(), entry.count());
      }
    }
    return kept;
  }

  private static WordTally pieces(SubwordSegmenter segmenter, WordTally words) {
    WordTally pieces = new WordTally();
    for (Entry word : words.byFirstOccurrence()) {
      segmenter.pieces(word.piece()).forEach(piece -> pieces.add(piece, word.count()));
    }
    return pieces;
  }

  // A text may spell a special; it has no piece then.
  private static Vocabulary vocabulary(SpecialTokens specials, List<Entry> pieces) {
    return Vocabulary.of(
        specials, pieces.stream().filter(e -> !SPECIALS.contains(e.piece())).toList());
  }
}
