package org.srupp.kernels;

import java.lang.foreign.MemorySegment;

/**
 * Random masks for dropout, as a function of a seed and an index alone: no generator has a state to
 * be kept, and neither threads nor lanes change a value.
 */
public interface MaskKernel {
  /**
   * Writes 0 with probability {@code rate} and 1 / (1 - rate) otherwise (Srivastava et al. 2014,
   * scaled in training).
   *
   * @param mask (count) float32, overwritten
   * @param count number of values
   * @param rate in (0, 1)
   * @param seed any number; equal seeds give equal masks
   */
  void fill(MemorySegment mask, long count, double rate, long seed);
}
