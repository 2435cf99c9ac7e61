package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.srupp.seq2seq.torch.TensorMemory;

/** Rows of matrices in memory, (rows, width) row-major, moved by number. */
final class RowMemory {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

  private final MemorySegment memory;
  private final DataType type;
  private final int width;
  private final long rowBytes;

  RowMemory(MemorySegment memory, DataType type, int width) {
    this.memory = memory;
    this.type = type;
    this.width = width;
    rowBytes = (long) width * type.getNumOfBytes();
  }

  /** The rows of a contiguous tensor, whose last axis is a row. */
  static RowMemory of(NDArray array) {
    int width = Math.toIntExact(array.getShape().get(array.getShape().dimension() - 1));
    return new RowMemory(TensorMemory.of(array), array.getDataType(), width);
  }

  /** Copies row {@code from} of another matrix to row {@code row}. */
  void set(long row, RowMemory other, long from) {
    MemorySegment.copy(other.memory, from * rowBytes, memory, row * rowBytes, rowBytes);
  }

  /** Adds row {@code from} of another matrix to row {@code row}. */
  void add(long row, RowMemory other, long from) {
    MemorySegment target = memory.asSlice(row * rowBytes, rowBytes);
    MemorySegment source = other.memory.asSlice(from * rowBytes, rowBytes);
    if (type == DataType.FLOAT64) {
      for (long at = 0; at < rowBytes; at += Double.BYTES) {
        target.set(DOUBLE, at, target.get(DOUBLE, at) + source.get(DOUBLE, at));
      }
    } else {
      for (long at = 0; at < rowBytes; at += Float.BYTES) {
        target.set(FLOAT, at, target.get(FLOAT, at) + source.get(FLOAT, at));
      }
    }
  }
}
