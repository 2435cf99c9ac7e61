package org.srupp.seq2seq.torch;

import java.lang.foreign.MemorySegment;

/**
 * y = x Wᵀ (+ b) from given memory into given memory, recording nothing; for several threads at
 * once.
 *
 * <p>From {@link #INVARIANT_ROWS} rows on, a row of the product is computed the same way however
 * many rows there are. Searches whose results must not depend on the batch therefore allocate at
 * least that many rows.
 */
public interface MatrixProduct extends AutoCloseable {
  /** From this number of rows on, a row's result does not depend on the number of rows. */
  int INVARIANT_ROWS = 16;

  /** Width of y. */
  int outputs();

  /** Width of x. */
  int inputs();

  /**
   * Computes the product.
   *
   * @param x (rows, inputs) float32, row-major
   * @param y (rows, outputs) float32, row-major; overwritten
   * @param rows number of rows
   * @throws IndexOutOfBoundsException if a segment is too short for its shape
   */
  void apply(MemorySegment x, MemorySegment y, int rows);

  @Override
  void close();
}
