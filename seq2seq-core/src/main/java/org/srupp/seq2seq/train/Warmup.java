package org.srupp.seq2seq.train;

/** The straight rise at the start of several schedules. */
final class Warmup {
  private Warmup() {}

  /** R (n + 1) / W below W, else R. */
  static double rate(ScheduleConfig config, long update) {
    return update < config.warmupUpdates()
        ? config.learningRate() * (update + 1) / config.warmupUpdates()
        : config.learningRate();
  }
}
