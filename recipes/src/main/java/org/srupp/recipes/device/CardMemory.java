package org.srupp.recipes.device;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.srupp.kernels.cuda.CudaRows;
import org.srupp.kernels.cuda.driver.CudaException;
import org.srupp.kernels.cuda.driver.CudaMemoryException;
import org.srupp.kernels.cuda.driver.KernelDevice;
import org.srupp.seq2seq.torch.DeviceMemory;
import org.srupp.seq2seq.torch.RowMatrix;
import org.srupp.seq2seq.torch.TensorMemory;
import org.srupp.seq2seq.torch.TorchCallException;

/**
 * A card's memory. Its segments have addresses and sizes, but belong to an arena that was closed
 * long ago: Java code that reads or writes one gets an exception instead of bringing the process
 * down.
 *
 * <p>Copies to the card and work on it are queued on the current stream; only {@link #readable} and
 * {@link #await} wait for it.
 */
@SuppressWarnings("restricted")
final class CardMemory implements DeviceMemory {
  private static final MemorySegment UNREADABLE = unreadable();

  /**
   * Of the messages of c10's allocator for cards, of CUDA's runtime, of the driver and of the
   * matrix products, whose library cannot be begun where there is no room for what it keeps.
   */
  private static final List<String> SHORTAGES =
      List.of(
          "CUDA out of memory",
          "CUDA error: out of memory",
          "CUDA_ERROR_OUT_OF_MEMORY",
          "CUBLAS_STATUS_ALLOC_FAILED",
          "CUBLAS_STATUS_NOT_INITIALIZED");

  /**
   * A card with less left is full: what the libraries of matrix products take besides tensors, for
   * their code and workspaces, is some hundred MiB. What the engine keeps for later counts as
   * taken, as it did when the failure was.
   */
  private static final long FULL_BYTES = 512L << 20;

  private final Device device;
  private final KernelDevice card;
  private final LongSupplier currentStream;
  private final CudaRows rows;

  /**
   * @param device where the engine makes tensors: the same card
   * @param currentStream gives the CUstream to queue on, asked at each call
   */
  CardMemory(Device device, KernelDevice card, LongSupplier currentStream) {
    this.device = device;
    this.card = card;
    this.currentStream = currentStream;
    rows = new CudaRows(card, currentStream);
  }

  private static MemorySegment unreadable() {
    try (Arena arena = Arena.ofShared()) {
      return MemorySegment.NULL.reinterpret(Long.MAX_VALUE, arena, null);
    }
  }

  @Override
  public Device device() {
    return device;
  }

  @Override
  public Optional<String> bfloat16Obstacle() {
    return card.properties().bfloat16Obstacle();
  }

  @Override
  public DataType bfloat16Activations() {
    return DataType.BFLOAT16;
  }

  @Override
  public MemorySegment of(NDArray tensor) {
    return unreadable(TensorMemory.of(tensor));
  }

  private static MemorySegment unreadable(MemorySegment memory) {
    return memory.byteSize() == 0
        ? MemorySegment.NULL
        : UNREADABLE.asSlice(memory.address(), memory.byteSize());
  }

  @Override
  public MemorySegment allocate(long bytes, Arena arena) {
    if (bytes == 0) {
      return MemorySegment.NULL;
    }
    MemorySegment owned = card.allocate(bytes).reinterpret(bytes, arena, card::free);
    card.fill(owned, (byte) 0, currentStream.getAsLong());
    return unreadable(owned);
  }

  @Override
  public MemorySegment readable(MemorySegment memory, Arena arena) {
    MemorySegment copy = arena.allocate(memory.byteSize(), Double.BYTES);
    if (memory.byteSize() > 0) {
      card.copyToHost(memory, copy, currentStream.getAsLong());
    }
    return copy;
  }

  @Override
  public void write(MemorySegment from, MemorySegment memory) {
    if (from.byteSize() != memory.byteSize()) {
      throw new IllegalArgumentException(
          "memory of the card: found "
              + from.byteSize()
              + " bytes to write, expected "
              + memory.byteSize());
    }
    if (from.isNative()) {
      copy(from, memory);
    } else {
      fill(memory, staging -> staging.copyFrom(from));
    }
  }

  @Override
  public void fill(MemorySegment memory, Consumer<MemorySegment> writer) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment staging = arena.allocate(memory.byteSize(), Double.BYTES);
      writer.accept(staging);
      copy(staging, memory);
    }
  }

  private void copy(MemorySegment from, MemorySegment memory) {
    if (memory.byteSize() > 0) {
      card.copyToDevice(from, memory, currentStream.getAsLong());
    }
  }

  @Override
  public boolean isShortage(RuntimeException failure) {
    return failure instanceof CudaMemoryException
        || failure instanceof TorchCallException && isFull()
        || SHORTAGES.stream().anyMatch(String.valueOf(failure.getMessage())::contains);
  }

  // Such a failure says nothing of its reason, so that the card is asked.
  private boolean isFull() {
    try {
      return card.freeBytes() < FULL_BYTES;
    } catch (CudaException e) {
      return false;
    }
  }

  @Override
  public void await() {
    card.synchronize(currentStream.getAsLong());
  }

  @Override
  public void zero(MemorySegment memory) {
    if (memory.byteSize() > 0) {
      card.fill(memory, (byte) 0, currentStream.getAsLong());
    }
  }

  @Override
  public void copyRows(RowMatrix to, int[] toRows, RowMatrix from, int[] fromRows) {
    rows.copy(to.memory(), toRows, from.memory(), fromRows, to.rowBytes());
  }

  @Override
  public void addRows(RowMatrix to, int[] toRows, RowMatrix from, int[] fromRows) {
    if (to.type() != DataType.FLOAT32) {
      throw new IllegalArgumentException(
          "rows: found " + to.type() + ", expected FLOAT32 on a card");
    }
    rows.add(to.memory(), toRows, from.memory(), fromRows, to.rowBytes());
  }
}
