package org.srupp.kernels.cpu;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;

/**
 * Reads and writes float32 in segments, a vector or one value at a byte offset; bounds are always
 * checked.
 */
final class Lanes {
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private Lanes() {}

  static FloatVector load(MemorySegment from, long offset) {
    return FloatVector.fromMemorySegment(LaneMath.FLOATS, from, offset, ORDER);
  }

  static void store(FloatVector vector, MemorySegment to, long offset) {
    vector.intoMemorySegment(to, offset, ORDER);
  }

  static float get(MemorySegment from, long offset) {
    return from.get(JAVA_FLOAT_UNALIGNED, offset);
  }

  static void set(MemorySegment to, long offset, float value) {
    to.set(JAVA_FLOAT_UNALIGNED, offset, value);
  }

  /**
   * Sum of the lanes from the first to the last; reduceLanes may add in another order once it is
   * compiled, and a repeated run would differ.
   *
   * @param scratch a vector long
   */
  static float sum(FloatVector vector, float[] scratch) {
    vector.intoArray(scratch, 0);
    float sum = 0;
    for (int i = 0; i < LaneMath.FLOATS.length(); i++) {
      sum += scratch[i];
    }
    return sum;
  }
}
