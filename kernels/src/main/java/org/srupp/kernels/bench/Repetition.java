package org.srupp.kernels.bench;

/**
 * How often work is run.
 *
 * @param warmUpCalls least number of runs that do not count, at least 1
 * @param warmUpSeconds least time of those runs: a card that was idle raises its clocks by and by,
 *     and a few calls of a short kernel are over before
 * @param repeats runs of which the median counts, at least 1
 */
record Repetition(int warmUpCalls, double warmUpSeconds, int repeats) {
  private static final double NANOS = 1e9;

  /**
   * Runs work until it was run often and long enough.
   *
   * @param finish waits for all that was run
   */
  void warmUp(Runnable work, Runnable finish) {
    long start = System.nanoTime();
    do {
      for (int i = 0; i < warmUpCalls; i++) {
        work.run();
      }
      finish.run();
    } while ((System.nanoTime() - start) / NANOS < warmUpSeconds);
  }
}
