package org.srupp.eval;

import java.util.Arrays;
import org.srupp.eval.numpy.NumpyMean;

/**
 * What bootstrap resampling says about a score (Efron 1979; for translation, Koehn 2004).
 *
 * @param mean of the resamples' scores
 * @param lower bound of the middle 95% of them
 * @param upper bound of the middle 95% of them
 */
public record Estimate(double mean, double lower, double upper) {
  /** One score in so many lies beyond each bound. */
  private static final int TAIL = 40;

  /** The estimate from all resamples' scores, at least one. */
  static Estimate of(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    int tail = sorted.length / TAIL;
    return new Estimate(NumpyMean.of(sorted), sorted[tail], sorted[sorted.length - tail - 1]);
  }

  /** Half the width of the interval, which is printed behind {@code ±}. */
  public double halfWidth() {
    return 0.5 * (upper - lower);
  }
}
