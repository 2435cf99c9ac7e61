package org.srupp.seq2seq.train;

/** R (n + 1) / W in the warm-up, then R (T - n) / (T - W), and 0 from n = T on. */
final class LinearSchedule implements Schedule {
  private final ScheduleConfig config;

  LinearSchedule(ScheduleConfig config) {
    this.config = config;
  }

  @Override
  public double learningRate(long update) {
    long warmup = config.warmupUpdates();
    long total = config.totalUpdates();
    return update < warmup
        ? Warmup.rate(config, update)
        : config.learningRate() * Math.max(0, total - update) / (total - warmup);
  }
}
