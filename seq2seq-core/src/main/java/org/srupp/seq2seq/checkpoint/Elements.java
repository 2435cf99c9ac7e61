package org.srupp.seq2seq.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Reads and writes one floating-point element of a tensor as a double. */
final class Elements {
  private static final ValueLayout.OfDouble F64 =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat F32 =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort F16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int BF16_SHIFT = 16;

  private Elements() {}

  static boolean isFloat(TensorType dtype) {
    return switch (dtype) {
      case F64, F32, F16, BF16 -> true;
      default -> false;
    };
  }

  static double get(TensorType dtype, MemorySegment data, long index) {
    return switch (dtype) {
      case F64 -> data.get(F64, index * F64.byteSize());
      case F32 -> data.get(F32, index * F32.byteSize());
      case F16 -> Float.float16ToFloat(data.get(F16, index * F16.byteSize()));
      case BF16 -> Float.intBitsToFloat(data.get(F16, index * F16.byteSize()) << BF16_SHIFT);
      default -> throw new IllegalArgumentException(dtype + " is not a floating-point type");
    };
  }

  /** Rounds to nearest, ties to even; the two-byte types by way of float. */
  static void set(TensorType dtype, MemorySegment data, long index, double value) {
    switch (dtype) {
      case F64 -> data.set(F64, index * F64.byteSize(), value);
      case F32 -> data.set(F32, index * F32.byteSize(), (float) value);
      case F16 -> data.set(F16, index * F16.byteSize(), Float.floatToFloat16((float) value));
      case BF16 -> data.set(F16, index * F16.byteSize(), toBfloat16((float) value));
      default -> throw new IllegalArgumentException(dtype + " is not a floating-point type");
    }
  }

  private static short toBfloat16(float value) {
    int bits = Float.floatToIntBits(value); // one NaN only, whose upper half is a NaN too
    if (Float.isNaN(value)) {
      return (short) (bits >>> BF16_SHIFT);
    }
    int roundToEven = 0x7fff + (bits >>> BF16_SHIFT & 1);
    return (short) (bits + roundToEven >>> BF16_SHIFT);
  }
}
