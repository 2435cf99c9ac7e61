package org.srupp.seq2seq.checkpoint;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * A named tensor whose values lie in memory.
 *
 * @param name unique in its file
 * @param dtype element type
 * @param shape sizes, slowest axis first; empty for a scalar
 * @param data the values in row-major order, little-endian, exactly as many bytes as type and shape
 *     need; borrowed, not copied
 */
public record TensorEntry(String name, TensorType dtype, long[] shape, MemorySegment data) {
  public TensorEntry {
    Objects.requireNonNull(name, "name");
    shape = shape.clone();
    TensorLayout layout = new TensorLayout(dtype, shape);
    if (layout.byteSize() != data.byteSize()) {
      throw new IllegalArgumentException(
          "tensor "
              + name
              + ": "
              + layout
              + " needs "
              + layout.byteSize()
              + " bytes, found "
              + data.byteSize());
    }
  }

  /** A float32 tensor over an array, row-major; the array is borrowed. */
  public static TensorEntry of(String name, float[] values, long... shape) {
    return new TensorEntry(name, TensorType.F32, shape, MemorySegment.ofArray(values));
  }

  /** An int64 tensor over an array, row-major; the array is borrowed. */
  public static TensorEntry of(String name, long[] values, long... shape) {
    return new TensorEntry(name, TensorType.I64, shape, MemorySegment.ofArray(values));
  }

  public TensorLayout layout() {
    return new TensorLayout(dtype, shape);
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }
}
