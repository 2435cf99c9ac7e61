package org.srupp.kernels;

/**
 * Losses per row in nats; a kernel fills both arrays.
 *
 * @param nll -log p(target), (N); 0 where the target is ignored
 * @param smoothed the label-smoothed loss, (N); equals {@code nll} without smoothing
 */
public record RowLosses(double[] nll, double[] smoothed) {

  /**
   * @throws IllegalArgumentException if the lengths differ
   */
  public RowLosses {
    if (nll.length != smoothed.length) {
      throw new IllegalArgumentException(
          "smoothed: found " + smoothed.length + " rows, expected " + nll.length + " as in nll");
    }
  }

  /** Arrays for {@code rows} rows. */
  public static RowLosses of(int rows) {
    return new RowLosses(new double[rows], new double[rows]);
  }

  /** Sum of {@link #nll} in row order, nats. */
  public double totalNll() {
    return sum(nll);
  }

  /** Sum of {@link #smoothed} in row order, nats. */
  public double totalSmoothed() {
    return sum(smoothed);
  }

  private static double sum(double[] values) {
    double total = 0;
    for (double value : values) {
      total += value;
    }
    return total;
  }
}
