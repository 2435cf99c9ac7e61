package org.srupp.seq2seq.decode;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws tokens from a distribution: temperature, then top-k, then top-p, then a draw from what is
 * left, renormalised. The same seed and logits give the same tokens. For one thread.
 *
 * <p>Of equal logits the smaller id counts as the likelier. Sums are formed in double.
 */
public final class Sampler {
  private final SamplingConfig config;
  private final SplittableRandom random;

  public Sampler(SamplingConfig config, long seed) {
    this.config = config;
    this.random = new SplittableRandom(seed);
  }

  /**
   * Draws one token; takes one number of the generator, whatever the configuration.
   *
   * @param logits of one position, un-normalised or not, float32 in native byte order, (V)
   * @throws IllegalStateException if the largest logit is not finite
   */
  public int next(MemorySegment logits, int vocabularySize) {
    double share = random.nextDouble();
    float max = RowScanner.max(logits, vocabularySize);
    if (!(max > Float.NEGATIVE_INFINITY && max < Float.POSITIVE_INFINITY)) {
      throw new IllegalStateException(
          "the logits have the maximum "
              + max
              + ", expected a finite one; the model's weights or inputs are broken");
    }
    if (config.temperature() == 0 || config.topK() == 1) {
      return likeliest(logits, vocabularySize, max);
    }
    boolean all = config.topK() == 0 && config.topP() == 1;
    int[] ids = all ? null : byLikelihood(logits, vocabularySize);
    int kept = config.topK() == 0 ? vocabularySize : Math.min(config.topK(), vocabularySize);
    double[] weights = new double[kept];
    double total = 0;
    for (int i = 0; i < kept; i++) {
      float logit = RowScanner.at(logits, all ? i : ids[i]);
      weights[i] = Math.exp(((double) logit - max) / config.temperature());
      total += weights[i];
    }
    int drawn = draw(weights, total, share);
    return all ? drawn : ids[drawn];
  }

  /** The place of a token whose weight covers the share of the total, after the cut of top-p. */
  private int draw(double[] weights, double total, double share) {
    int end = weights.length;
    double left = total;
    if (config.topP() < 1) {
      left = 0;
      for (end = 0; end == 0 || (end < weights.length && left < config.topP() * total); end++) {
        left += weights[end];
      }
    }
    double goal = share * left;
    double sum = 0;
    int last = 0;
    for (int i = 0; i < end; i++) {
      sum += weights[i];
      if (weights[i] > 0) {
        last = i; // rounding may leave the goal just above the sum of all
        if (sum > goal) {
          return i;
        }
      }
    }
    return last;
  }

  private static int likeliest(MemorySegment logits, int vocabularySize, float max) {
    int id = 0;
    while (RowScanner.at(logits, id) != max) {
      id++;
    }
    return id;
  }

  /** All ids, falling logit first, then rising id: sorted as numbers that order in that way. */
  private static int[] byLikelihood(MemorySegment logits, int vocabularySize) {
    long[] keys = new long[vocabularySize];
    for (int id = 0; id < vocabularySize; id++) {
      // Adding 0 makes one zero of both.
      int bits = Float.floatToIntBits(RowScanner.at(logits, id) + 0f);
      int rising = bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
      keys[id] = (long) ~rising << Integer.SIZE | id;
    }
    Arrays.sort(keys);
    int[] ids = new int[vocabularySize];
    for (int i = 0; i < vocabularySize; i++) {
      ids[i] = (int) keys[i];
    }
    return ids;
  }
}
