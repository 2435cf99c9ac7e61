package org.srupp.recipes.training;

import java.util.SplittableRandom;

/**
 * Random token ids in the place of a text. Low ids are drawn more often, about as words are by
 * Zipf's law (log-uniformly), because the cost of an adaptive softmax depends on it.
 */
public final class MadeIds {
  private final SplittableRandom random;
  private final int first;
  private final int count;

  /**
   * Ids from {@code first} on, below {@code end}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public MadeIds(int first, int end, SplittableRandom random) {
    if (end <= first) {
      throw new IllegalArgumentException(
          "--vocabulary must be at least " + (first + 1) + ", found " + end);
    }
    this.first = first;
    this.count = end - first;
    this.random = random;
  }

  /** The next id. */
  public int next() {
    int rank = (int) (Math.pow(count + 1.0, random.nextDouble()) - 1);
    return first + Math.min(rank, count - 1); // rounding may end on the count
  }

  /** The next ids. */
  public int[] next(int length) {
    int[] ids = new int[length];
    fill(ids, 0);
    return ids;
  }

  /** Writes ids from an index to the end. */
  public void fill(int[] ids, int from) {
    for (int i = from; i < ids.length; i++) {
      ids[i] = next();
    }
  }
}
