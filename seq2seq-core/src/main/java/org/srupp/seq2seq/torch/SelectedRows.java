package org.srupp.seq2seq.torch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * Some rows of a matrix, copied, and rows of zeros up to a multiple of {@link #MULTIPLE}: few
 * numbers of rows means few shapes that the engine's libraries prepare loops for.
 */
final class SelectedRows {
  static final int MULTIPLE = 256;

  private final int[] wanted;

  /**
   * @param wanted which rows, at least one
   * @param all the number of rows of the matrix
   */
  SelectedRows(int[] wanted, int all) {
    if (wanted.length == 0) {
      throw new IllegalArgumentException("expected outputs to select, found none");
    }
    for (int row : wanted) {
      Objects.checkIndex(row, all);
    }
    this.wanted = wanted;
  }

  /** The number of rows, those of zeros included. */
  int count() {
    return (wanted.length + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
  }

  /**
   * Copies.
   *
   * @param matrix rows of so many bytes; NULL gives NULL
   */
  MemorySegment copy(MemorySegment matrix, long rowBytes, Arena arena) {
    if (matrix.equals(MemorySegment.NULL)) {
      return matrix;
    }
    MemorySegment rows = arena.allocate(count() * rowBytes, 64);
    for (int i = 0; i < wanted.length; i++) {
      MemorySegment.copy(matrix, wanted[i] * rowBytes, rows, i * rowBytes, rowBytes);
    }
    return rows;
  }
}
