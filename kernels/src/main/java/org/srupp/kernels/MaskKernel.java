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
   * @param mask (count) of the type, overwritten
   * @param type FLOAT32, or on a card BFLOAT16 too
   * @param count number of values
   * @param rate in (0, 1)
   * @param seed any number; equal seeds give equal masks
   * @throws IllegalArgumentException if this backend has not the type, or the rate is outside its
   *     range
   */
  void fill(MemorySegment mask, ElementType type, long count, double rate, long seed);

  /**
   * Refuses what a processor does not write.
   *
   * @throws IllegalArgumentException if the type is not FLOAT32
   */
  static void requireFloat32(ElementType type) {
    if (type != ElementType.FLOAT32) {
      throw new IllegalArgumentException(
          "mask: found element type " + type + ", expected FLOAT32; only a card has BFLOAT16");
    }
  }
}
