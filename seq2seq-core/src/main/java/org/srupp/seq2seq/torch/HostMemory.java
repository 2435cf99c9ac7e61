package org.srupp.seq2seq.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import java.util.function.Consumer;

/** The memory of this process: everything is where Java can reach it, and nothing is copied. */
final class HostMemory implements DeviceMemory {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;
  private static final long ALIGNMENT = 64;

  /** Of the message of c10's allocator for processors. */
  private static final String SHORTAGE = "can't allocate memory";

  @Override
  public Device device() {
    return Device.cpu();
  }

  @Override
  public Optional<String> bfloat16Obstacle() {
    return MatrixPrecision.bfloat16Obstacle();
  }

  @Override
  public DataType bfloat16Activations() {
    return DataType.FLOAT32;
  }

  @Override
  public MemorySegment of(NDArray tensor) {
    return TensorMemory.of(tensor);
  }

  @Override
  public MemorySegment allocate(long bytes, Arena arena) {
    return arena.allocate(bytes, ALIGNMENT);
  }

  @Override
  public MemorySegment readable(MemorySegment memory, Arena arena) {
    return memory;
  }

  @Override
  public void write(MemorySegment from, MemorySegment memory) {
    memory.copyFrom(from);
  }

  @Override
  public void fill(MemorySegment memory, Consumer<MemorySegment> writer) {
    writer.accept(memory);
  }

  @Override
  public boolean isShortage(RuntimeException failure) {
    return String.valueOf(failure.getMessage()).contains(SHORTAGE);
  }

  @Override
  public void await() {}

  @Override
  public void zero(MemorySegment memory) {
    memory.fill((byte) 0);
  }

  @Override
  public void copyRows(RowMatrix to, int[] toRows, RowMatrix from, int[] fromRows) {
    long bytes = to.rowBytes();
    int count = toRows == null ? fromRows.length : toRows.length;
    for (int i = 0; i < count; i++) {
      long source = row(fromRows, i) * bytes;
      MemorySegment.copy(from.memory(), source, to.memory(), row(toRows, i) * bytes, bytes);
    }
  }

  @Override
  public void addRows(RowMatrix to, int[] toRows, RowMatrix from, int[] fromRows) {
    float[] sum = new float[to.width()];
    float[] addend = new float[to.width()];
    long bytes = to.rowBytes();
    for (int i = 0; i < toRows.length; i++) {
      long source = row(fromRows, i) * bytes;
      if (to.type() == DataType.FLOAT64) {
        addDoubles(to.memory(), toRows[i] * bytes, from.memory(), source, bytes);
      } else {
        addFloats(to.memory(), toRows[i] * bytes, from.memory(), source, sum, addend);
      }
    }
  }

  private static long row(int[] rows, int i) {
    return rows == null ? i : rows[i];
  }

  // Through arrays: the loop over two segments is not compiled to vectors and took 4% of a step.
  private static void addFloats(
      MemorySegment to, long at, MemorySegment from, long source, float[] sum, float[] addend) {
    MemorySegment.copy(to, FLOAT, at, sum, 0, sum.length);
    MemorySegment.copy(from, FLOAT, source, addend, 0, sum.length);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += addend[i];
    }
    MemorySegment.copy(sum, 0, to, FLOAT, at, sum.length);
  }

  private static void addDoubles(
      MemorySegment to, long at, MemorySegment from, long source, long bytes) {
    for (long i = 0; i < bytes; i += Double.BYTES) {
      to.set(DOUBLE, at + i, to.get(DOUBLE, at + i) + from.get(DOUBLE, source + i));
    }
  }
}
