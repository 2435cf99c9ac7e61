package org.srupp.seq2seq.decode;

import java.util.Arrays;

/**
 * What {@link RowScanner} does with one row, value by value and with the same bits. Until its loops
 * are compiled the Vector API is ten times slower than plain ones, and a command that translates a
 * line is over before they are.
 *
 * <p>Off by default: {@code -Dsrupp.scalarStart=N} asks for it for about the first N values of a
 * process.
 */
final class ScalarScan {
  // Not synchronised: that threads lose each other's counts does not matter.
  private static long left = Long.getLong("srupp.scalarStart", 0);

  private final float[] row;
  private final float[] lanes = new float[RowScanner.LANES.length()];

  /**
   * @param row one row of logits, (V)
   */
  ScalarScan(float[] row) {
    this.row = row;
  }

  /** Asks for about so many values from now on. */
  static void next(long values) {
    left = values;
  }

  /** Whether a row of so many values is to be scanned this way; counts it. */
  static boolean isWorthIt(int count) {
    if (left <= 0) {
      return false;
    }
    left -= count;
    return true;
  }

  /** Enters the row's results. */
  void scan(int place, boolean sums, RowTops tops) {
    float max = Float.NEGATIVE_INFINITY;
    for (float value : row) {
      max = Math.max(max, value);
    }
    RowScanner.requireFinite(place, max);
    TopK top = new TopK(tops.values(), tops.ids(), place * tops.width(), tops.width());
    for (int i = 0; i < row.length; i++) {
      top.offer(row[i], i);
    }
    tops.counts()[place] = top.count();
    tops.logSums()[place] = max + Math.log(sums ? sum(max) : 1);
  }

  private double sum(float max) {
    double sum = 0;
    for (int start = 0; start < row.length; start += RowScanner.BLOCK) {
      sum += sum(start, Math.min(start + RowScanner.BLOCK, row.length), max);
    }
    return sum;
  }

  private double sum(int start, int end, float max) {
    int bound = start + RowScanner.LANES.loopBound(end - start);
    Arrays.fill(lanes, 0);
    for (int i = start; i < bound; i++) {
      lanes[(i - start) % lanes.length] += VectorExp.exp(row[i] - max);
    }
    double sum = 0;
    for (float lane : lanes) {
      sum += lane;
    }
    for (int i = bound; i < end; i++) {
      sum += Math.exp((double) row[i] - max);
    }
    return sum;
  }
}
