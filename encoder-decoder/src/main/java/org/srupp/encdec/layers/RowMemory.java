package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.srupp.seq2seq.torch.TensorMemory;

/** Rows of matrices in memory, (rows, width) row-major, moved by number; for one thread. */
final class RowMemory {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

  private final MemorySegment memory;
  private final DataType type;
  private final int width;
  private final long rowBytes;
  private final float[] sum;
  private final float[] addend;

  RowMemory(MemorySegment memory, DataType type, int width) {
    this.memory = memory;
    this.type = type;
    this.width = width;
    rowBytes = (long) width * type.getNumOfBytes();
    sum = new float[width];
    addend = new float[width];
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
    if (type == DataType.FLOAT64) {
      addDoubles(row * rowBytes, other, from * rowBytes);
    } else {
      addFloats(row * rowBytes, other, from * rowBytes);
    }
  }

  // Through arrays: the loop over two segments is not compiled to vectors and took 4% of a step.
  private void addFloats(long at, RowMemory other, long from) {
    MemorySegment.copy(memory, FLOAT, at, sum, 0, width);
    MemorySegment.copy(other.memory, FLOAT, from, addend, 0, width);
    for (int i = 0; i < width; i++) {
      sum[i] += addend[i];
    }
    MemorySegment.copy(sum, 0, memory, FLOAT, at, width);
  }

  private void addDoubles(long at, RowMemory other, long from) {
    for (long i = 0; i < rowBytes; i += Double.BYTES) {
      memory.set(DOUBLE, at + i, memory.get(DOUBLE, at + i) + other.memory.get(DOUBLE, from + i));
    }
  }
}
