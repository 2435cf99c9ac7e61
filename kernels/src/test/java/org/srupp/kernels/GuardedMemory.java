package org.srupp.kernels;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Arrays of a test, each between guard bytes that are found unchanged at the end or the test fails.
 */
public final class GuardedMemory implements AutoCloseable {
  private static final int GUARD_BYTES = 64;
  private static final byte GUARD = 0x5a;

  private final Arena arena = Arena.ofShared();
  private final List<MemorySegment> guards = new ArrayList<>();

  /** Memory of NaN. */
  MemorySegment poisoned(int size, ElementType type) {
    MemorySegment segment = bytes((long) size * type.bytes());
    for (int i = 0; i < size; i++) {
      put(segment, type, i, Double.NaN);
    }
    return segment;
  }

  /** Memory of these numbers, each rounded into the type. */
  public MemorySegment of(double[] values, ElementType type) {
    MemorySegment segment = bytes((long) values.length * type.bytes());
    for (int i = 0; i < values.length; i++) {
      put(segment, type, i, values[i]);
    }
    return segment;
  }

  MemorySegment ofBytes(double[] values) {
    MemorySegment segment = bytes(values.length);
    for (int i = 0; i < values.length; i++) {
      segment.set(ValueLayout.JAVA_BYTE, i, (byte) values[i]);
    }
    return segment;
  }

  /** The numbers in memory. */
  public static double[] read(MemorySegment segment, ElementType type) {
    double[] values = new double[(int) (segment.byteSize() / type.bytes())];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type) {
            case BFLOAT16 -> Bfloat16.toFloat(segment.getAtIndex(ValueLayout.JAVA_SHORT, i));
            case FLOAT32 -> segment.getAtIndex(ValueLayout.JAVA_FLOAT, i);
            case FLOAT64 -> segment.getAtIndex(ValueLayout.JAVA_DOUBLE, i);
          };
    }
    return values;
  }

  @Override
  public void close() {
    try (arena) {
      for (MemorySegment guard : guards) {
        for (int i = 0; i < GUARD_BYTES; i++) {
          if (guard.get(ValueLayout.JAVA_BYTE, i) != GUARD) {
            throw new AssertionError(
                "array " + guards.indexOf(guard) / 2 + ": a guard was written");
          }
        }
      }
    }
  }

  private MemorySegment bytes(long size) {
    MemorySegment all = arena.allocate(size + 2 * GUARD_BYTES, GUARD_BYTES);
    all.fill(GUARD);
    guards.add(all.asSlice(0, GUARD_BYTES));
    guards.add(all.asSlice(GUARD_BYTES + size));
    return all.asSlice(GUARD_BYTES, size);
  }

  private static void put(MemorySegment segment, ElementType type, int i, double value) {
    switch (type) {
      case BFLOAT16 -> segment.setAtIndex(ValueLayout.JAVA_SHORT, i, Bfloat16.of((float) value));
      case FLOAT32 -> segment.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) value);
      case FLOAT64 -> segment.setAtIndex(ValueLayout.JAVA_DOUBLE, i, value);
    }
  }
}
