package org.srupp.kernels.cuda.driver;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;

/**
 * Writes a C structure member by member, each at the next multiple of its size, as compilers for
 * 64-bit machines lay them out.
 */
public final class ArgumentWriter {
  private final MemorySegment structure;
  private long offset;

  /** Into {@code bytes} zeros from {@code allocator}, which must be enough for all members. */
  public ArgumentWriter(SegmentAllocator allocator, long bytes) {
    this.structure = allocator.allocate(bytes, Long.BYTES);
    structure.fill((byte) 0);
  }

  /**
   * A pointer to the memory's first byte; null for {@link MemorySegment#NULL}.
   *
   * @throws IllegalArgumentException if the memory is of Java's heap, which no card reaches
   */
  public ArgumentWriter pointer(String name, MemorySegment memory) {
    if (!memory.isNative()) {
      throw new IllegalArgumentException(
          name + ": found memory of Java's heap, expected memory that the card reaches");
    }
    return longInteger(memory.address());
  }

  /** A long long. */
  public ArgumentWriter longInteger(long value) {
    structure.set(ValueLayout.JAVA_LONG, next(Long.BYTES), value);
    return this;
  }

  /** An int. */
  public ArgumentWriter integer(int value) {
    structure.set(ValueLayout.JAVA_INT, next(Integer.BYTES), value);
    return this;
  }

  /** A float: the nearest to {@code value}. */
  public ArgumentWriter real(double value) {
    structure.set(ValueLayout.JAVA_FLOAT, next(Float.BYTES), (float) value);
    return this;
  }

  /** A double. */
  public ArgumentWriter doubleReal(double value) {
    structure.set(ValueLayout.JAVA_DOUBLE, next(Double.BYTES), value);
    return this;
  }

  /** The structure so far. */
  public MemorySegment structure() {
    return structure;
  }

  private long next(int bytes) {
    long at = (offset + bytes - 1) / bytes * bytes;
    offset = at + bytes;
    return at;
  }
}
