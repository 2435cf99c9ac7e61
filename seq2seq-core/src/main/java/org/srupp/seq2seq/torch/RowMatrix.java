package org.srupp.seq2seq.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.lang.foreign.MemorySegment;

/**
 * A matrix in some {@link DeviceMemory}, (rows, width) row-major, whose rows are moved by number.
 *
 * @param memory of all rows
 * @param type FLOAT32 or FLOAT64, or BFLOAT16 where rows are copied only
 * @param width elements of a row
 */
public record RowMatrix(MemorySegment memory, DataType type, int width) {
  /** The rows of a contiguous tensor, whose last axis is a row. */
  public static RowMatrix of(DeviceMemory device, NDArray array) {
    int width = Math.toIntExact(array.getShape().get(array.getShape().dimension() - 1));
    return new RowMatrix(device.of(array), TensorTypes.of(array), width);
  }

  /** The same memory with rows of another width. */
  public RowMatrix ofWidth(int other) {
    return new RowMatrix(memory, type, other);
  }

  /** Bytes of a row. */
  public long rowBytes() {
    return (long) width * type.getNumOfBytes();
  }
}
