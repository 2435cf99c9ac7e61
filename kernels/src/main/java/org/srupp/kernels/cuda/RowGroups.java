package org.srupp.kernels.cuda;

import java.util.Arrays;

/**
 * Rows that something is added to, each once, with all that is added to it.
 *
 * @param rows different rows, ascending
 * @param starts where each row's addends begin, and the end of the last; one more than rows
 * @param addends rows to add, those of one row in the order in which they were given
 */
record RowGroups(int[] rows, int[] starts, int[] addends) {
  /**
   * Groups pairs of rows.
   *
   * @param toRows row that the i-th is added to, not negative
   * @param fromRows the i-th, or null for 0, 1, 2, ...
   */
  static RowGroups of(int[] toRows, int[] fromRows) {
    long[] sorted = new long[toRows.length];
    for (int i = 0; i < toRows.length; i++) {
      sorted[i] = (long) toRows[i] << Integer.SIZE | i;
    }
    Arrays.sort(sorted);
    int[] rows = new int[toRows.length];
    int[] starts = new int[toRows.length + 1];
    int[] addends = new int[toRows.length];
    int count = 0;
    for (int i = 0; i < sorted.length; i++) {
      int row = (int) (sorted[i] >>> Integer.SIZE);
      if (count == 0 || rows[count - 1] != row) {
        starts[count] = i;
        rows[count++] = row;
      }
      addends[i] = fromRows == null ? (int) sorted[i] : fromRows[(int) sorted[i]];
    }
    starts[count] = sorted.length;
    return new RowGroups(Arrays.copyOf(rows, count), Arrays.copyOf(starts, count + 1), addends);
  }
}
