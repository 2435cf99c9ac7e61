package org.srupp.seq2seq.data;

/**
 * Which pairs a model may see: neither side empty, neither too long.
 *
 * @param maxSource most ids of a source
 * @param maxTarget most ids of a target, SOS and EOS not counted, so one less than the longest
 *     decoder input
 */
public record LengthFilter(int maxSource, int maxTarget) {

  /**
   * The filter of the paper's IWSLT'14 runs: 125 steps for the encoder, 125 for the decoder, of
   * which SOS is one.
   */
  public static final LengthFilter PAPER = new LengthFilter(125, 124);

  /** Refuses only pairs with an empty side. */
  public static final LengthFilter UNLIMITED =
      new LengthFilter(Integer.MAX_VALUE, Integer.MAX_VALUE - 1);

  /**
   * @throws IllegalArgumentException if a limit is below 1
   */
  public LengthFilter {
    if (maxSource < 1 || maxTarget < 1) {
      throw new IllegalArgumentException(
          "length filter: maxSource and maxTarget must be at least 1, found "
              + maxSource
              + " and "
              + maxTarget);
    }
  }

  /** The most steps of encoder or decoder that an admitted pair takes. */
  int maxSteps() {
    return Math.max(maxSource, maxTarget + 1);
  }

  boolean isEmpty(ParallelCorpus corpus, int pair) {
    return corpus.source().length(pair) == 0 || corpus.target().length(pair) == 0;
  }

  boolean admits(ParallelCorpus corpus, int pair) {
    return !isEmpty(corpus, pair)
        && corpus.source().length(pair) <= maxSource
        && corpus.target().length(pair) <= maxTarget;
  }

  /** Counts the pairs of a corpus that are not admitted. */
  DroppedPairs count(ParallelCorpus corpus) {
    int empty = 0;
    int tooLong = 0;
    for (int pair = 0; pair < corpus.size(); pair++) {
      if (isEmpty(corpus, pair)) {
        empty++;
      } else if (!admits(corpus, pair)) {
        tooLong++;
      }
    }
    return new DroppedPairs(corpus.size(), empty, tooLong);
  }
}
