package org.srupp.kernels.cpu;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

/**
 * Reads and writes float32 in segments, a vector or one value at a byte offset; bounds are always
 * checked. Sums lanes.
 */
final class Lanes {
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private static final int COUNT = LaneMath.FLOATS.length();
  private static final VectorShuffle<Float> BY_8 = rotation(8);
  private static final VectorShuffle<Float> BY_4 = rotation(4);
  private static final VectorShuffle<Float> BY_2 = rotation(2);
  private static final VectorShuffle<Float> BY_1 = rotation(1);

  private Lanes() {}

  private static VectorShuffle<Float> rotation(int lanes) {
    return VectorShuffle.fromOp(LaneMath.FLOATS, i -> (i + lanes) % COUNT);
  }

  /**
   * The sum of all lanes, halves added to each other. Not reduceLanes: that may add in another
   * order once it is compiled, and the same input would give other bits.
   */
  static float sum(FloatVector vector) {
    FloatVector sum = vector;
    if (COUNT > 8) {
      sum = sum.add(sum.rearrange(BY_8));
    }
    if (COUNT > 4) {
      sum = sum.add(sum.rearrange(BY_4));
    }
    if (COUNT > 2) {
      sum = sum.add(sum.rearrange(BY_2));
    }
    return sum.add(sum.rearrange(BY_1)).lane(0);
  }

  /** As {@link #sum(FloatVector)}, with the same bits; overwrites the lanes. */
  static float sum(float[] lanes) {
    for (int half = COUNT / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[0];
  }

  /**
   * Lets the compiler see, once before a loop, what kind of memory a segment is. The accessors of
   * the JDK are shared by all segments of a process, so one of another kind anywhere makes them
   * test the kind at every access, and around such a test the checks of bounds and of liveness stay
   * in the loop too: the forward recurrence then takes 1.5 to 2 times as long.
   */
  static void pin(MemorySegment segment) {
    segment.isNative();
  }

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
}
