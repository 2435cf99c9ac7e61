package org.srupp.eval.numpy;

/**
 * {@code numpy.mean} of doubles: halves are summed apart down to 128 values, those by eight
 * accumulators (Higham 1993, pairwise summation).
 */
public final class NumpyMean {
  private static final int BLOCK = 128;
  private static final int LANES = 8;

  private NumpyMean() {}

  /** The mean in NumPy's order of additions; NaN of nothing. */
  public static double of(double[] values) {
    return sum(values, 0, values.length) / values.length;
  }

  private static double sum(double[] values, int from, int to) {
    int count = to - from;
    if (count > BLOCK) {
      int half = count / 2;
      int middle = from + half - half % LANES;
      return sum(values, from, middle) + sum(values, middle, to);
    }
    return count < LANES ? inOrder(0, values, from, to) : byLanes(values, from, to);
  }

  private static double byLanes(double[] values, int from, int to) {
    double[] lanes = new double[LANES];
    int end = to - (to - from) % LANES;
    for (int i = from; i < end; i += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        lanes[lane] += values[i + lane];
      }
    }
    double sum =
        ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3]))
            + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
    return inOrder(sum, values, end, to);
  }

  private static double inOrder(double start, double[] values, int from, int to) {
    double sum = start;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum;
  }
}
