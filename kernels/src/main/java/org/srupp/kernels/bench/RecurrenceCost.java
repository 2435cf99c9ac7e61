package org.srupp.kernels.bench;

import org.srupp.kernels.RecurrenceProblem;
import org.srupp.kernels.cuda.driver.DeviceProperties;

/**
 * What a recurrence must cost on any card: the bytes that it moves and the chain that it waits for.
 */
final class RecurrenceCost {
  // From one dependent instruction to the next. NVIDIA documents neither number; both are what
  // published measurements of cards since compute capability 7.0 agree on for additions and
  // multiply-adds, and a low estimate for powers and reciprocals, so that the floor is one.
  private static final int ADD_CYCLES = 4;
  private static final int SPECIAL_CYCLES = 18;

  private RecurrenceCost() {}

  /** Reads of u, x, coefficients and padding, writes of f, r, c and h; bytes. */
  static long forwardBytes(RecurrenceSpec spec) {
    long written = 4;
    return rowBytes(spec) * (inputs(spec) + written) + paddingBytes(spec);
  }

  /**
   * Reads of u, x, coefficients, padding, c and gradH, writes of gradU, gradX and gradCoefficients,
   * partial sums of weightC and bias written and read; bytes.
   */
  static long backwardBytes(RecurrenceSpec spec) {
    RecurrenceProblem p = spec.problem();
    long states = 2;
    long partials = 2L * 4 * p.batch() * p.units() * Float.BYTES;
    return rowBytes(spec) * (2 * inputs(spec) + states) + paddingBytes(spec) + partials;
  }

  /**
   * Seconds that one thread needs for its dependent instructions: multiply-add, power, addition,
   * reciprocal and multiply-add of each forward step, addition and multiply-add of each backward
   * step. NaN if the driver does not say the clock.
   */
  static double floorSeconds(RecurrenceProblem p, boolean backward, DeviceProperties card) {
    int cycles = backward ? 2 * ADD_CYCLES : 3 * ADD_CYCLES + 2 * SPECIAL_CYCLES;
    return card.clockKilohertz() == 0
        ? Double.NaN
        : (double) p.length() * cycles / (1e3 * card.clockKilohertz());
  }

  // Arrays of (L, B, D) that are read, and of which backward writes gradients.
  private static long inputs(RecurrenceSpec spec) {
    RecurrenceProblem p = spec.problem();
    return p.subMatrices() + (p.skipFromInput() ? 1 : 0) + (spec.coefficients() ? 2 : 0);
  }

  private static long rowBytes(RecurrenceSpec spec) {
    RecurrenceProblem p = spec.problem();
    return (long) p.length() * p.batch() * p.units() * p.type().bytes();
  }

  private static long paddingBytes(RecurrenceSpec spec) {
    return spec.padded() ? (long) spec.problem().length() * spec.problem().batch() : 0;
  }
}
