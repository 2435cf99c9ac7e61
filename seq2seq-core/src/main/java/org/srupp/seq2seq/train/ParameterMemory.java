package org.srupp.seq2seq.train;

import java.lang.foreign.MemorySegment;

/**
 * A trainable parameter as memory: float32, contiguous, row major.
 *
 * @param name unique within the model, for messages and checkpoints
 * @param shape its shape; empty for a scalar
 * @param value the weights, updated in place
 * @param gradient the gradient, same shape; {@link MemorySegment#NULL} where the model gave none
 */
public record ParameterMemory(
    String name, long[] shape, MemorySegment value, MemorySegment gradient) {

  /**
   * @throws IllegalArgumentException if a size does not fit the shape; the message names it
   */
  public ParameterMemory {
    shape = shape.clone();
    long bytes = elements(shape) * Float.BYTES;
    require(name, "value", value, bytes);
    if (gradient.byteSize() != 0) {
      require(name, "gradient", gradient, bytes);
    }
  }

  /** The shape, a copy. */
  @Override
  public long[] shape() {
    return shape.clone();
  }

  /** Number of elements. */
  public long count() {
    return elements(shape);
  }

  /** Whether the model gave a gradient. */
  public boolean hasGradient() {
    return gradient.byteSize() != 0;
  }

  static long elements(long[] shape) {
    long count = 1;
    for (long size : shape) {
      count = Math.multiplyExact(count, size);
    }
    return count;
  }

  private static void require(String name, String what, MemorySegment memory, long bytes) {
    if (memory.byteSize() != bytes) {
      throw new IllegalArgumentException(
          "parameter "
              + name
              + ": its "
              + what
              + " has "
              + memory.byteSize()
              + " bytes, expected "
              + bytes
              + " (float32 of its shape)");
    }
  }
}
