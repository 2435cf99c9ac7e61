package org.srupp.seq2seq.shortlist;

import java.util.Arrays;

/**
 * The expected counts of one source id's translations; for one thread, for one id after another.
 */
final class ExpectedCounts {
  private final double[] count;
  private final float[] probability;
  private final int[] seen;
  private final boolean[] isSeen;
  private int size;

  /**
   * @param targets size of the target vocabulary
   */
  ExpectedCounts(int targets) {
    count = new double[targets];
    probability = new float[targets];
    seen = new int[targets];
    isSeen = new boolean[targets];
  }

  /**
   * Begins with nothing.
   *
   * @param row the probabilities so far; null for 1 everywhere
   */
  void start(LexicalRow row) {
    for (int i = 0; i < size; i++) {
      count[seen[i]] = 0;
      isSeen[seen[i]] = false;
    }
    size = 0;
    Arrays.fill(probability, row == null ? 1 : 0);
    for (int i = 0; row != null && i < row.ids().length; i++) {
      probability[row.ids()[i]] = row.probabilities()[i];
    }
  }

  /**
   * Adds one occurrence of the source id.
   *
   * @param target ids of the other side, (T)
   * @param sums for each of them the sum of t over all source pieces of the pair, (T)
   */
  void add(int[] target, float[] sums) {
    for (int j = 0; j < target.length; j++) {
      int id = target[j];
      if (probability[id] == 0) {
        continue; // pruned; the sum may be 0 as well
      }
      if (!isSeen[id]) {
        isSeen[id] = true;
        seen[size++] = id;
      }
      count[id] += (double) probability[id] / sums[j];
    }
  }

  /** The probabilities that the counts give. */
  LexicalRow row(int most) {
    return size == 0 ? LexicalRow.EMPTY : LexicalRow.of(Arrays.copyOf(seen, size), count, most);
  }
}
