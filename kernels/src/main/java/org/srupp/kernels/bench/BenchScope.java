package org.srupp.kernels.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.srupp.kernels.ElementType;

/**
 * Arrays of one check or timing, in the memory of a kernel and in the process; closing frees them.
 */
final class BenchScope implements AutoCloseable {
  private static final byte POISON = -1;
  private static final long PATTERN_BYTES = 1L << 22;

  private final BenchMemory memory;
  private final Arena arena = Arena.ofShared();
  private final List<MemorySegment> taken = new ArrayList<>();

  /**
   * @param memory that kernels work in
   */
  BenchScope(BenchMemory memory) {
    this.memory = memory;
  }

  /** Memory of the process. */
  MemorySegment host(long bytes) {
    return arena.allocate(bytes, Long.BYTES);
  }

  /** Memory for kernels; its contents are what was there before. */
  MemorySegment take(long bytes) {
    MemorySegment array = memory.allocate(bytes);
    taken.add(array);
    return array;
  }

  /** Memory for kernels, in which no number of any type is one. */
  MemorySegment poisoned(long bytes) {
    MemorySegment array = take(bytes);
    poison(array);
    return array;
  }

  /** Makes no number of an array of a kernel one. */
  void poison(MemorySegment array) {
    memory.fill(array, POISON);
  }

  /**
   * Writes some million random numbers to an array of a kernel, again and again: the power that a
   * card draws, and so its clock, depends on its data.
   *
   * @param name of the array, which says what numbers it may have
   */
  void tile(String name, MemorySegment array, ElementType type) {
    MemorySegment pattern = host(Math.min(PATTERN_BYTES, array.byteSize()));
    Numbers.fill(name, pattern, type, new SplittableRandom(name.hashCode()));
    for (long at = 0; at < array.byteSize(); at += pattern.byteSize()) {
      long bytes = Math.min(pattern.byteSize(), array.byteSize() - at);
      memory.write(pattern.asSlice(0, bytes), array.asSlice(at, bytes));
    }
  }

  /**
   * Writes random numbers to an array of a kernel and the same as float32 to that of its twin.
   *
   * @param name of the array, which says what numbers it may have
   * @param type of the kernel's numbers
   */
  void fill(
      String name,
      MemorySegment array,
      ElementType type,
      MemorySegment twin,
      SplittableRandom random) {
    MemorySegment numbers = host(array.byteSize());
    Numbers.fill(name, numbers, type, random);
    memory.write(numbers, array);
    widen(numbers, type, twin);
  }

  /** Writes memory of the process to an array of a kernel. */
  void write(MemorySegment host, MemorySegment array) {
    memory.write(host, array);
  }

  /** What an array of a kernel holds when all that was queued is done. */
  MemorySegment read(MemorySegment array) {
    MemorySegment numbers = host(array.byteSize());
    memory.read(array, numbers);
    return numbers;
  }

  /** As {@link #read}, as float32. */
  MemorySegment readWide(MemorySegment array, ElementType type) {
    MemorySegment numbers = read(array);
    MemorySegment wide = host(Numbers.count(numbers, type) * Float.BYTES);
    widen(numbers, type, wide);
    return wide;
  }

  private static void widen(MemorySegment numbers, ElementType type, MemorySegment wide) {
    for (long i = 0; i < Numbers.count(numbers, type); i++) {
      Numbers.put(wide, ElementType.FLOAT32, i, Numbers.get(numbers, type, i));
    }
  }

  @Override
  public void close() {
    taken.forEach(memory::free);
    arena.close();
  }
}
