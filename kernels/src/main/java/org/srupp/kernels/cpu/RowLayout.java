package org.srupp.kernels.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.srupp.kernels.RecurrenceArrays;
import org.srupp.kernels.RecurrenceProblem;

/**
 * Where the rows of a float32 recurrence lie, with an absent array replaced by a row of zeros or
 * ones: the loops then need no variants, and the extra row stays in the first-level cache. Offsets
 * are in bytes.
 */
final class RowLayout {
  static final MemorySegment NONE = MemorySegment.NULL;

  final RecurrenceProblem problem;
  final RecurrenceArrays arrays;
  final MemorySegment initial;
  final MemorySegment mask;
  final MemorySegment skip;
  final float scale;

  /** Bytes of a row of D units, and of one sub-matrix of a row of u. */
  final long row;

  private final long initialStride;
  private final long maskStride;

  RowLayout(RecurrenceProblem problem, RecurrenceArrays arrays, Constants constants) {
    this.problem = problem;
    this.arrays = arrays;
    row = 4L * problem.units();
    boolean hasInitial = !arrays.c0().equals(NONE);
    boolean hasMask = !arrays.maskC().equals(NONE);
    initial = hasInitial ? arrays.c0() : constants.zeros();
    initialStride = hasInitial ? row : 0;
    mask = hasMask ? arrays.maskC() : constants.ones();
    maskStride = hasMask ? row : 0;
    scale = problem.skipFromInput() ? (float) problem.scale() : 1f;
    if (problem.skipFromInput()) {
      skip = arrays.x();
    } else {
      skip = problem.skip() ? arrays.u() : constants.zeros();
    }
  }

  long uAt(int t, int b) {
    return at(t, b) * problem.subMatrices();
  }

  /** Of row (t, b) of x, h, c and their gradients. */
  long at(int t, int b) {
    return ((long) t * problem.batch() + b) * row;
  }

  long skipAt(int t, int b) {
    if (problem.skipFromInput()) {
      return at(t, b);
    }
    return problem.skip() ? uAt(t, b) + 3 * row : 0;
  }

  long initialAt(int b) {
    return b * initialStride;
  }

  long maskAt(int b) {
    return b * maskStride;
  }

  boolean padded(int t, int b) {
    MemorySegment padded = arrays.padded();
    return !padded.equals(NONE)
        && padded.get(ValueLayout.JAVA_BYTE, (long) t * problem.batch() + b) != 0;
  }

  /**
   * Rows that stand for absent arrays; native, like the arrays of the engine, so that the loops see
   * one kind of memory.
   */
  record Constants(MemorySegment zeros, MemorySegment ones) {
    static Constants of(int units) {
      Arena arena = Arena.ofAuto();
      MemorySegment zeros = arena.allocate(4L * units, 64);
      MemorySegment ones = arena.allocate(4L * units, 64);
      for (int i = 0; i < units; i++) {
        ones.setAtIndex(ValueLayout.JAVA_FLOAT, i, 1f);
      }
      return new Constants(zeros, ones);
    }

    int units() {
      return (int) (zeros.byteSize() / 4);
    }
  }
}
