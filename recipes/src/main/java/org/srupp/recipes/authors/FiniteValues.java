package org.srupp.recipes.authors;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Looks for NaN and infinities, of which a model makes nothing but more of them. */
final class FiniteValues {
  /** Where a checkpoint is mapped, its values need not be aligned. */
  static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  private FiniteValues() {}

  /**
   * Index of the first float that is not finite, or -1.
   *
   * @param values floats in native order
   */
  static long firstBroken(MemorySegment values) {
    long count = values.byteSize() / Float.BYTES;
    for (long i = 0; i < count; i++) {
      if (!Float.isFinite(values.get(FLOAT, i * Float.BYTES))) {
        return i;
      }
    }
    return -1;
  }
}
