package org.srupp.kernels.cuda;

import org.srupp.kernels.Direction;
import org.srupp.kernels.RecurrenceProblem;
import org.srupp.kernels.cuda.driver.DeviceProperties;
import org.srupp.kernels.cuda.driver.LaunchGeometry;

/** Launch shapes of {@code recurrence.cu}, from the sizes and the card alone. */
final class RecurrenceGeometry {
  /** Steps of a group, as in the source. */
  static final int GROUP = 4;

  /** Registers of a thread for what is loaded ahead; a thread has 255 for everything. */
  static final int RING_REGISTERS = 96;

  // One stage would be consumed in the moment in which it is asked for.
  private static final int MIN_STAGES = 2;
  private static final int MAX_THREADS = 256;
  private static final int BLOCKS_OF_A_PROCESSOR = 4;
  // From asking busy memory to its answer. An assumption that only decides how far ahead is loaded.
  private static final double LATENCY_SECONDS = 1e-6;
  private static final int REDUCED_KINDS = 4;

  private RecurrenceGeometry() {}

  /** Whether two neighbouring units never straddle a row or a direction. */
  static boolean unitsPair(RecurrenceProblem problem) {
    int oneWay = problem.direction() == Direction.BOTH ? problem.units() / 2 : problem.units();
    return oneWay % 2 == 0;
  }

  /**
   * A thread for each {@code units} units of each stream. Blocks are as large as still gives each
   * processor of the card several, so that none is left with twice the work of another.
   *
   * @throws IllegalArgumentException if the rows or columns are more than the source counts
   */
  static LaunchGeometry walk(RecurrenceProblem problem, int units, DeviceProperties properties) {
    requireInt("length * batch", (long) problem.length() * problem.batch());
    requireInt("batch * units", (long) problem.batch() * problem.units() + MAX_THREADS);
    long columns = columns(problem, units);
    int threads = MAX_THREADS;
    while (threads > LaunchGeometry.WARP
        && columns < (long) BLOCKS_OF_A_PROCESSOR * properties.multiprocessors() * threads) {
      threads /= 2;
    }
    return LaunchGeometry.covering(columns, threads);
  }

  /** A thread for each gradient of weightC and bias. */
  static LaunchGeometry reduction(RecurrenceProblem problem) {
    return LaunchGeometry.covering((long) REDUCED_KINDS * problem.units(), MAX_THREADS / 2);
  }

  /** Bytes of the partial sums, (4, B, D) float32. */
  static long workspaceBytes(RecurrenceProblem problem) {
    return (long) REDUCED_KINDS * problem.batch() * problem.units() * Float.BYTES;
  }

  /**
   * Groups of steps to load ahead: as many as keep the card's memory busy for its latency, with the
   * threads that there are (Little's law), as far as registers reach.
   *
   * @param registers that a step takes which is loaded ahead
   */
  static int stages(
      RecurrenceProblem problem, int units, int registers, DeviceProperties properties) {
    int most = Math.max(MIN_STAGES, RING_REGISTERS / (GROUP * registers));
    double bandwidth = properties.nominalBandwidth();
    if (bandwidth == 0) {
      return most;
    }
    int arrays = problem.subMatrices() + (problem.skipFromInput() ? 1 : 0);
    double stepBytes = (double) columns(problem, units) * arrays * units * problem.type().bytes();
    double steps = bandwidth * LATENCY_SECONDS / stepBytes;
    return Math.clamp((long) Math.ceil(steps / GROUP), MIN_STAGES, most);
  }

  /** Registers of a backward step, which takes more than a forward one: an array each. */
  static int registers(RecurrenceProblem problem, boolean padded, boolean coefficients) {
    int skip = problem.skipFromInput() ? 1 : 0;
    int states = 2;
    return problem.subMatrices() + skip + states + (padded ? 1 : 0) + (coefficients ? 2 : 0);
  }

  private static long columns(RecurrenceProblem problem, int units) {
    return (long) problem.batch() * (problem.units() / units);
  }

  private static void requireInt(String what, long value) {
    if (value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "RecurrenceProblem: "
              + what
              + " must be below 2^31 on a card, found "
              + value
              + "; cut the batch");
    }
  }
}
