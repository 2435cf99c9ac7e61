package org.srupp.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Runs trials on the common fork-join pool. Their random numbers are drawn on one thread and in
 * order, so that results do not depend on the number of threads.
 */
final class TrialBlocks {
  /** Bounds the memory of drawn rows: 4 MiB of numbers for each block. */
  private static final int NUMBERS_PER_BLOCK = 1 << 20;

  /** What is done with the random numbers of one trial. */
  interface Trial<R> {
    void run(R row, int trial);
  }

  private TrialBlocks() {}

  /**
   * Runs all trials.
   *
   * @param segments the length of a row
   * @param draw gives the rows, one trial after the other
   */
  static <R> void run(int trials, int segments, Supplier<R> draw, Trial<R> trial) {
    int block = Math.max(1, NUMBERS_PER_BLOCK / segments);
    for (int from = 0; from < trials; from += block) {
      int first = from;
      int size = Math.min(block, trials - first);
      List<R> rows = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        rows.add(draw.get());
      }
      IntStream.range(0, size).parallel().forEach(i -> trial.run(rows.get(i), first + i));
    }
  }
}
