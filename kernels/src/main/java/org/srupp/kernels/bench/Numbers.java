package org.srupp.kernels.bench;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import org.srupp.kernels.Bfloat16;
import org.srupp.kernels.ElementType;

/** Numbers of a type in native memory. */
final class Numbers {
  private Numbers() {}

  /** Fills an array of a kernel with random values that its role allows. */
  static void fill(String name, MemorySegment memory, ElementType type, SplittableRandom random) {
    if (name.equals("padded")) {
      for (long i = 0; i < memory.byteSize(); i++) {
        memory.set(ValueLayout.JAVA_BYTE, i, (byte) (random.nextInt(4) == 0 ? 1 : 0));
      }
      return;
    }
    for (long i = 0; i < count(memory, type); i++) {
      put(memory, type, i, value(name, random.nextDouble(-1, 1)));
    }
  }

  private static double value(String name, double random) {
    return switch (name) {
      case "maskC", "kept" -> random < -0.6 ? 0 : 1.25;
      // The running mean of squares: not near 0, where its root would be no number.
      case "v" -> 1.5 + random;
      default -> random;
    };
  }

  /** How many numbers there are. */
  static long count(MemorySegment memory, ElementType type) {
    return memory.byteSize() / type.bytes();
  }

  /** The number at an index. */
  static double get(MemorySegment memory, ElementType type, long index) {
    return switch (type) {
      case BFLOAT16 -> Bfloat16.toFloat(memory.getAtIndex(ValueLayout.JAVA_SHORT, index));
      case FLOAT32 -> memory.getAtIndex(ValueLayout.JAVA_FLOAT, index);
      case FLOAT64 -> memory.getAtIndex(ValueLayout.JAVA_DOUBLE, index);
    };
  }

  /** Rounds a number into the type. */
  static void put(MemorySegment memory, ElementType type, long index, double value) {
    switch (type) {
      case BFLOAT16 -> memory.setAtIndex(ValueLayout.JAVA_SHORT, index, Bfloat16.of((float) value));
      case FLOAT32 -> memory.setAtIndex(ValueLayout.JAVA_FLOAT, index, (float) value);
      case FLOAT64 -> memory.setAtIndex(ValueLayout.JAVA_DOUBLE, index, value);
    }
  }

  /** The largest difference divided by the largest expected number; NaN where there is one. */
  static double relativeError(MemorySegment expected, MemorySegment found, ElementType type) {
    double largest = 0;
    double worst = 0;
    for (long i = 0; i < count(expected, type); i++) {
      double value = get(expected, type, i);
      // Math.max keeps NaN.
      largest = Math.max(largest, Math.abs(value));
      worst = Math.max(worst, Math.abs(get(found, type, i) - value));
    }
    return worst == 0 ? 0 : worst / largest;
  }
}
