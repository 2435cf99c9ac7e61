package org.srupp.kernels.bench;

import java.lang.foreign.MemorySegment;

/** The memory that kernels work in, seen from where results are compared. */
interface BenchMemory {
  /** Memory whose contents are what was there before. */
  MemorySegment allocate(long bytes);

  /** Gives memory back that {@link #allocate} gave. */
  void free(MemorySegment memory);

  /** Writes one byte to all of it. */
  void fill(MemorySegment memory, byte value);

  /** Copies native memory of the process there. */
  void write(MemorySegment host, MemorySegment memory);

  /** Copies from there when all that was queued is done. */
  void read(MemorySegment memory, MemorySegment host);
}
