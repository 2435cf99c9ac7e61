package org.srupp.eval.ter;

import java.util.Arrays;

/**
 * Which cells of the edit distance's table are computed: those around a diagonal whose slope is the
 * ratio of the lengths. Rows are hypothesis words, columns reference words; the last row runs to
 * the end.
 */
final class Beam {
  private static final int WIDTH = 25;

  private int[] low = new int[64];
  private int[] high = new int[64];
  private int widest;

  /** Lays the beam for {@code rows} hypothesis words and {@code columns} reference words. */
  void lay(int rows, int columns) {
    if (rows >= low.length) {
      low = Arrays.copyOf(low, 2 * rows);
      high = Arrays.copyOf(high, 2 * rows);
    }
    double ratio = rows == 0 ? 1 : (double) columns / rows;
    // Without this, rows of very unequal lengths would not overlap.
    int width = ratio / 2 > WIDTH ? (int) Math.ceil(ratio / 2 + WIDTH) : WIDTH;
    low[0] = 0;
    high[0] = columns + 1;
    widest = 0;
    for (int i = 1; i <= rows; i++) {
      int diagonal = (int) (i * ratio);
      low[i] = Math.max(0, diagonal - width);
      high[i] = i == rows ? columns + 1 : Math.min(columns + 1, diagonal + width);
      widest = Math.max(widest, high[i] - low[i]);
    }
  }

  /** The first column of a row. */
  int low(int row) {
    return low[row];
  }

  /** The column behind the last one of a row. */
  int high(int row) {
    return high[row];
  }

  /** The number of cells in the widest row below the first. */
  int widest() {
    return widest;
  }
}
