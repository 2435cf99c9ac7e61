package org.srupp.kernels;

import java.lang.foreign.MemorySegment;

/** Residual connection and layer normalisation of rows, for decoding step by step. */
public interface NormKernel {
  /**
   * out = LN(x + alpha o), row by row, with the biased variance (Lei 2021, section 3.2; Ba et al.
   * 2016).
   *
   * @param rows number of rows
   * @param size floats in a row
   * @param x (rows, size) float32
   * @param o (rows, size) float32, or {@link MemorySegment#NULL} for nothing added
   * @param alpha factor on o
   * @param gamma (size) float32, or {@link MemorySegment#NULL} for no normalisation
   * @param beta (size) float32, used with gamma
   * @param epsilon added to the variance
   * @param out (rows, size) float32; may be the memory of x
   */
  void residualNorm(
      int rows,
      int size,
      MemorySegment x,
      MemorySegment o,
      float alpha,
      MemorySegment gamma,
      MemorySegment beta,
      float epsilon,
      MemorySegment out);
}
