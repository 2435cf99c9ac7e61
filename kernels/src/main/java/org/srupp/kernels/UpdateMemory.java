package org.srupp.kernels;

import java.lang.foreign.MemorySegment;

/**
 * The memory of one parameter for {@link UpdateKernel}: four arrays of {@code count} elements, row
 * major, all float32 or, for the reference twin only, all float64 (which of the two follows from
 * the size of {@code weight}). They must not overlap.
 *
 * @param weight the parameter, (count); updated
 * @param gradient its gradient, (count); read only; {@link MemorySegment#NULL} for all zeros
 * @param m running mean of the gradient, (count); updated
 * @param v running mean of the squared gradient, (count); updated
 * @param count number of elements, at least 1
 */
public record UpdateMemory(
    MemorySegment weight, MemorySegment gradient, MemorySegment m, MemorySegment v, long count) {

  /**
   * @throws IllegalArgumentException if a size does not fit the count; the message names it
   */
  public UpdateMemory {
    if (count < 1) {
      throw new IllegalArgumentException("count: found " + count + ", expected at least 1");
    }
    long bytes = weight.byteSize();
    if (bytes != count * Float.BYTES && bytes != count * Double.BYTES) {
      throw new IllegalArgumentException(
          "weight: found " + bytes + " bytes, expected 4 or 8 for each of " + count + " elements");
    }
    require("m", m, bytes);
    require("v", v, bytes);
    if (gradient.byteSize() != 0) {
      require("gradient", gradient, bytes);
    }
  }

  private static void require(String name, MemorySegment memory, long bytes) {
    if (memory.byteSize() != bytes) {
      throw new IllegalArgumentException(
          name + ": found " + memory.byteSize() + " bytes, expected " + bytes + " as the weight");
    }
  }

  /** Whether the gradient is taken to be zero. */
  public boolean withoutGradient() {
    return gradient.byteSize() == 0;
  }

  /** 4 for float32, 8 for float64. */
  public int elementBytes() {
    return (int) (weight.byteSize() / count);
  }
}
