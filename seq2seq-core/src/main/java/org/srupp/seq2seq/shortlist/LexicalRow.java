package org.srupp.seq2seq.shortlist;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The translations of one source id.
 *
 * @param ids target ids, ascending
 * @param probabilities t(target | source) of each, sum 1
 */
record LexicalRow(int[] ids, float[] probabilities) {
  static final LexicalRow EMPTY = new LexicalRow(new int[0], new float[0]);

  /**
   * From expected counts.
   *
   * @param ids target ids, each once, in any order
   * @param count count of target id e at [e]
   * @param most the largest counts that are kept; of equal ones those of lower ids
   */
  static LexicalRow of(int[] ids, double[] count, int most) {
    int[] kept = ids.length <= most ? ids.clone() : largest(ids, count, most);
    Arrays.sort(kept);
    double sum = 0;
    for (int id : kept) {
      sum += count[id];
    }
    float[] probabilities = new float[kept.length];
    for (int i = 0; i < kept.length; i++) {
      probabilities[i] = (float) (count[kept[i]] / sum);
    }
    return new LexicalRow(kept, probabilities);
  }

  private static int[] largest(int[] ids, double[] count, int most) {
    return Arrays.stream(ids)
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(id -> -count[id]).thenComparing(id -> id))
        .limit(most)
        .mapToInt(id -> id)
        .toArray();
  }

  /** The probability of a target id, 0 if it was never seen here. */
  float probability(int id) {
    int at = Arrays.binarySearch(ids, id);
    return at < 0 ? 0 : probabilities[at];
  }

  /** The ids of the largest probabilities, those of lower ids first where they are equal. */
  int[] best(int most) {
    return IntStream.range(0, ids.length)
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(i -> -probabilities[i]).thenComparing(i -> i))
        .limit(most)
        .mapToInt(i -> ids[i])
        .toArray();
  }
}
