package org.srupp.kernels.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Reads and writes float32 or float64 elements as double, for the reference twins. */
final class PlainElements {
  private PlainElements() {}

  static double get(MemorySegment memory, int elementBytes, long index) {
    return elementBytes == Float.BYTES
        ? memory.get(ValueLayout.JAVA_FLOAT_UNALIGNED, index * Float.BYTES)
        : memory.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, index * Double.BYTES);
  }

  static void set(MemorySegment memory, int elementBytes, long index, double value) {
    if (elementBytes == Float.BYTES) {
      memory.set(ValueLayout.JAVA_FLOAT_UNALIGNED, index * Float.BYTES, (float) value);
    } else {
      memory.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, index * Double.BYTES, value);
    }
  }
}
