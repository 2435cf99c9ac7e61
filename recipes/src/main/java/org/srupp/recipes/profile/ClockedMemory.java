package org.srupp.recipes.profile;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.Consumer;
import org.srupp.seq2seq.torch.DeviceMemory;
import org.srupp.seq2seq.torch.RowMatrix;

/**
 * Work on memory on the clock: rows moved by number are those of embeddings, of an adaptive softmax
 * and of the states that a stream carries.
 */
record ClockedMemory(DeviceMemory memory, WorkClock clock) implements DeviceMemory {
  @Override
  public Device device() {
    return memory.device();
  }

  @Override
  public Optional<String> bfloat16Obstacle() {
    return memory.bfloat16Obstacle();
  }

  @Override
  public DataType bfloat16Activations() {
    return memory.bfloat16Activations();
  }

  @Override
  public MemorySegment of(NDArray tensor) {
    return memory.of(tensor);
  }

  @Override
  public MemorySegment allocate(long bytes, Arena arena) {
    return memory.allocate(bytes, arena);
  }

  @Override
  public MemorySegment readable(MemorySegment read, Arena arena) {
    return memory.readable(read, arena);
  }

  @Override
  public void write(MemorySegment from, MemorySegment written) {
    long start = clock.now();
    memory.write(from, written);
    clock.add(WorkKind.ELEMENTWISE, start);
  }

  @Override
  public void fill(MemorySegment filled, Consumer<MemorySegment> writer) {
    long start = clock.now();
    memory.fill(filled, writer);
    clock.add(WorkKind.ELEMENTWISE, start);
  }

  @Override
  public boolean isShortage(RuntimeException failure) {
    return memory.isShortage(failure);
  }

  @Override
  public void await() {
    memory.await();
  }

  @Override
  public void zero(MemorySegment zeroed) {
    long start = clock.now();
    memory.zero(zeroed);
    clock.add(WorkKind.ELEMENTWISE, start);
  }

  @Override
  public void copyRows(RowMatrix to, int[] toRows, RowMatrix from, int[] fromRows) {
    long start = clock.now();
    memory.copyRows(to, toRows, from, fromRows);
    clock.add(WorkKind.EMBEDDING_AND_LOSS, start);
  }

  @Override
  public void addRows(RowMatrix to, int[] toRows, RowMatrix from, int[] fromRows) {
    long start = clock.now();
    memory.addRows(to, toRows, from, fromRows);
    clock.add(WorkKind.EMBEDDING_AND_LOSS, start);
  }
}
