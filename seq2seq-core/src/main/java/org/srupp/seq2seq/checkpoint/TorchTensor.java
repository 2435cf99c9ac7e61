package org.srupp.seq2seq.checkpoint;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * A tensor of a PyTorch checkpoint: a view of a storage. Offset and strides count elements.
 *
 * @param shape sizes, slowest axis first
 * @param strides from one element of an axis to the next, 0 or more
 */
record TorchTensor(TorchStorage storage, long offset, long[] shape, long[] strides) {
  private static final int MAX_AXES = 64;

  /**
   * @throws IllegalArgumentException if the view reaches out of the storage
   */
  TorchTensor {
    if (shape.length != strides.length || shape.length > MAX_AXES) {
      throw new IllegalArgumentException(
          "a tensor of " + shape.length + " sizes and " + strides.length + " strides");
    }
    try {
      requireInside(storage.elements(), offset, shape, strides);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("a tensor of sizes past 2^63");
    }
  }

  private static void requireInside(long elements, long offset, long[] shape, long[] strides) {
    long last = offset;
    boolean empty = false;
    boolean negative = offset < 0;
    for (int i = 0; i < shape.length; i++) {
      negative |= shape[i] < 0 || strides[i] < 0;
      empty |= shape[i] == 0;
      last = Math.addExact(last, Math.multiplyExact(Math.max(0, shape[i] - 1), strides[i]));
    }
    if (negative || (!empty && last >= elements)) {
      throw new IllegalArgumentException(
          "a tensor of sizes "
              + Arrays.toString(shape)
              + ", strides "
              + Arrays.toString(strides)
              + " and offset "
              + offset
              + " does not fit in a storage of "
              + elements
              + " elements");
    }
  }

  TensorLayout layout() {
    return new TensorLayout(storage.type(), shape);
  }

  /** Whether the elements lie one after the other in row-major order. */
  boolean isContiguous() {
    long expected = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      if (shape[i] != 1 && strides[i] != expected) {
        return false;
      }
      expected *= shape[i];
    }
    return true;
  }

  /**
   * Copies the elements into row-major order.
   *
   * @param from the storage's bytes
   * @param to as many bytes as the layout needs
   */
  void gather(MemorySegment from, MemorySegment to) {
    int width = storage.type().bytes();
    long[] index = new long[shape.length];
    long source = offset;
    for (long at = 0; at < to.byteSize(); at += width) {
      MemorySegment.copy(from, source * width, to, at, width);
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        source += strides[axis];
        if (++index[axis] < shape[axis]) {
          break;
        }
        source -= shape[axis] * strides[axis];
        index[axis] = 0;
      }
    }
  }
}
