package org.srupp.seq2seq.train;

import java.lang.foreign.MemorySegment;

/**
 * An array that training keeps besides the parameters, under the name that it has in a checkpoint.
 *
 * @param name for an optimizer's, "m." or "v." and the parameter's name
 * @param shape its shape; for an optimizer's, the parameter's
 * @param value float32, contiguous, row major
 */
public record StateMemory(String name, long[] shape, MemorySegment value) {

  /**
   * @throws IllegalArgumentException if the size does not fit the shape
   */
  public StateMemory {
    shape = shape.clone();
    long bytes = ParameterMemory.elements(shape) * Float.BYTES;
    if (value.byteSize() != bytes) {
      throw new IllegalArgumentException(
          "optimizer state "
              + name
              + ": found "
              + value.byteSize()
              + " bytes, expected "
              + bytes
              + " (float32 of its shape)");
    }
  }

  /** The shape, a copy. */
  @Override
  public long[] shape() {
    return shape.clone();
  }
}
