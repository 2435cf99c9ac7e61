package org.srupp.seq2seq.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Brings tensors of files to the type that models compute in. */
public final class TensorCasts {
  private TensorCasts() {}

  /** Whether the values are floating-point numbers of any width. */
  public static boolean isFloat(TensorType dtype) {
    return Elements.isFloat(dtype);
  }

  /**
   * Copies a tensor as float32, rounded to nearest.
   *
   * @param tensor of a floating-point type, row-major
   * @param target as many floats, native order and aligned
   * @throws IllegalArgumentException if the tensor is not of a floating-point type
   */
  public static void toFloat32(TensorEntry tensor, MemorySegment target) {
    if (tensor.dtype() == TensorType.F32) {
      target.copyFrom(tensor.data());
      return;
    }
    long count = target.byteSize() / Float.BYTES;
    for (long i = 0; i < count; i++) {
      float value = (float) Elements.get(tensor.dtype(), tensor.data(), i);
      target.setAtIndex(ValueLayout.JAVA_FLOAT, i, value);
    }
  }
}
