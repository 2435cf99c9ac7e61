package org.srupp.seq2seq.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The memory that tensors lie in, of this process or of a card, and all that Java does with it
 * itself. What {@link #of} and {@link #allocate} give is for kernels and for this interface: where
 * it is a card's, Java cannot read it.
 */
public interface DeviceMemory {
  /** The memory of this process. */
  DeviceMemory HOST = new HostMemory();

  /** Where the engine makes such tensors. */
  Device device();

  /** Why bfloat16 gains nothing or is not there; empty where it is worth asking for. */
  Optional<String> bfloat16Obstacle();

  /**
   * How layers keep what they compute where bfloat16 is asked for: BFLOAT16, or FLOAT32 where only
   * the factors of matrix products are rounded.
   */
  DataType bfloat16Activations();

  /**
   * A tensor's own memory; valid as long as the tensor is, which the caller sees to.
   *
   * @param tensor any shape, contiguous and row-major, on {@link #device}
   * @return a segment of exactly the tensor's size
   * @throws IllegalArgumentException if the tensor is not contiguous
   */
  MemorySegment of(NDArray tensor);

  /**
   * Zeros.
   *
   * @param bytes of the segment; 0 gives {@link MemorySegment#NULL} or an empty one
   * @param arena when it is closed or unreachable, the memory is given back: what is returned may
   *     not keep it reachable
   */
  MemorySegment allocate(long bytes, Arena arena);

  /**
   * What {@code memory} holds where Java can read it: itself, or a copy.
   *
   * @param arena of the copy; one that its holder closes, because what the collector frees counts
   *     against the virtual machine's own limit
   */
  MemorySegment readable(MemorySegment memory, Arena arena);

  /**
   * Copies memory that Java can read.
   *
   * @param from as many bytes as {@code memory} has
   * @throws RuntimeException if the sizes do not fit
   */
  void write(MemorySegment from, MemorySegment memory);

  /**
   * Lets Java write all of some memory, without a copy where it can.
   *
   * @param writer gets zeros or anything else, of the same size, and overwrites every byte
   */
  void fill(MemorySegment memory, Consumer<MemorySegment> writer);

  /**
   * Whether a failure of the engine or of a kernel means that there was too little of this memory.
   */
  boolean isShortage(RuntimeException failure);

  /** Waits until all is done that was asked for. */
  void await();

  /** Sets every byte to zero. */
  void zero(MemorySegment memory);

  /**
   * Copies row {@code fromRows[i]} of one matrix to row {@code toRows[i]} of another of the same
   * width, one after the other.
   *
   * @param toRows different rows, or null for 0, 1, 2, ...
   * @param fromRows as many, or null for 0, 1, 2, ...
   */
  void copyRows(RowMatrix to, int[] toRows, RowMatrix from, int[] fromRows);

  /**
   * Adds row {@code i} of one matrix to row {@code toRows[i]} of another of the same width, in this
   * order where a row is there more than once.
   *
   * @param fromRows the rows to add, as many; null for 0, 1, 2, ...
   */
  void addRows(RowMatrix to, int[] toRows, RowMatrix from, int[] fromRows);
}
