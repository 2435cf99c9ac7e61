package org.srupp.seq2seq.data;

/**
 * What the length filter takes out of a corpus.
 *
 * @param pairs pairs of the corpus
 * @param empty pairs with an empty side, not used
 * @param tooLong pairs with a side beyond its limit, not used
 */
public record DroppedPairs(int pairs, int empty, int tooLong) {

  /** Pairs that are used. */
  public int kept() {
    return pairs - empty - tooLong;
  }

  /** A line for a log, such as "uses 9 of 12 pairs (1 with an empty side, 2 too long)". */
  public String describe() {
    return "uses "
        + kept()
        + " of "
        + pairs
        + " pairs ("
        + empty
        + " with an empty side, "
        + tooLong
        + " too long)";
  }
}
