package org.srupp.kernels.cuda.driver;

import java.lang.foreign.MemorySegment;

/** A card as the kernels see it; safe to use from several threads. */
public interface KernelDevice {
  /** What the card is. */
  DeviceProperties properties();

  /**
   * The compiled source; compiled at the first call for these macros, the same object afterwards.
   *
   * @throws CudaException if it does not compile or the card does not take it
   */
  KernelImage image(KernelSource source);

  /**
   * Memory of the card for what one call leaves for its own later kernels on the same stream; the
   * next call on that stream gets the same memory. A caller holds this object's monitor from here
   * until the last kernel that uses it is queued.
   *
   * @param stream CUstream on which all uses are queued
   * @param bytes at least this many
   * @throws CudaMemoryException if the card has not that much left
   */
  MemorySegment workspace(long stream, long bytes);

  /**
   * Memory of the card; its contents are what was there before.
   *
   * @throws CudaMemoryException if the card has not that much left
   */
  MemorySegment allocate(long bytes);

  /** Bytes that the card has left. */
  long freeBytes();

  /** Gives memory back that {@link #allocate} gave. */
  void free(MemorySegment memory);

  /** Waits for all that is queued on the stream. */
  void synchronize(long stream);

  /** Queues the writing of one byte to all of {@code memory}. */
  void fill(MemorySegment memory, byte value, long stream);

  /** Copies all of {@code host}, native memory, to the card and waits for it. */
  void copyToDevice(MemorySegment host, MemorySegment device);

  /**
   * Queues a copy of all of {@code host}, native memory, which may be changed when this returns.
   *
   * @param device address and size on the card; as many bytes
   * @param stream CUstream to queue it on
   */
  void copyToDevice(MemorySegment host, MemorySegment device, long stream);

  /** Queues a copy of all of {@code from} to as many bytes elsewhere on the card. */
  void copy(MemorySegment from, MemorySegment to, long stream);

  /**
   * Waits for the stream and copies memory of the card.
   *
   * @param device address and size on the card
   * @param host receives as many bytes
   * @param stream CUstream whose queued kernels write it
   */
  void copyToHost(MemorySegment device, MemorySegment host, long stream);
}
