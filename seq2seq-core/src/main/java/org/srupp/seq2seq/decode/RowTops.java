package org.srupp.seq2seq.decode;

/**
 * What a scan found.
 *
 * @param width most entries of a row
 * @param counts entries that a row has, (rows)
 * @param ids ids of the largest logits, best first, (rows, width)
 * @param values these logits, (rows, width)
 * @param logSums logarithm of the sum of the exponentials of all logits of the row, (rows);
 *     meaningless if the scan left sums out
 */
record RowTops(int width, int[] counts, int[] ids, float[] values, double[] logSums) {

  RowTops(int width, int rows) {
    this(width, new int[rows], new int[rows * width], new float[rows * width], new double[rows]);
  }

  int id(int row, int place) {
    return ids[row * width + place];
  }

  double logProb(int row, int place) {
    return logProb(row, values[row * width + place]);
  }

  /**
   * Rounding must not make a certain token more than certain: scores that can only fall are what
   * stopping early relies on.
   */
  double logProb(int row, float logit) {
    return Math.min(0, logit - logSums[row]);
  }
}
