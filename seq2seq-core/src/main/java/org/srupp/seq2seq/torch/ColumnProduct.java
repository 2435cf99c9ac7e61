package org.srupp.seq2seq.torch;

import java.lang.foreign.MemorySegment;

/** A product that can fill some columns of a wider matrix. */
interface ColumnProduct extends MatrixProduct {
  /**
   * Computes the product.
   *
   * @param y (rows, width) float32, row-major, from its first of these columns on
   * @param width columns of the wider matrix
   */
  void apply(MemorySegment x, MemorySegment y, int rows, int width);

  @Override
  default void apply(MemorySegment x, MemorySegment y, int rows) {
    apply(x, y.asSlice(0, (long) rows * outputs() * Float.BYTES), rows, outputs());
  }
}
