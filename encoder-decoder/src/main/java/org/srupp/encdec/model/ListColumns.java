package org.srupp.encdec.model;

import java.util.Arrays;
import org.srupp.seq2seq.decode.OutputColumns;

/**
 * A column for each id of a row's list.
 *
 * @param stride floats from the beginning of a row of logits to that of the next
 * @param ids ascending, (rows, length of the row's list)
 */
record ListColumns(int stride, int[][] ids) implements OutputColumns {
  @Override
  public int count(int row) {
    return ids[row].length;
  }

  @Override
  public int id(int row, int column) {
    return ids[row][column];
  }

  @Override
  public int column(int row, int id) {
    int column = Arrays.binarySearch(ids[row], id);
    if (column < 0) {
      throw new IllegalArgumentException("row " + row + " may not produce id " + id);
    }
    return column;
  }
}
