package org.srupp.seq2seq.train;

/**
 * fairseq's {@code inverse_sqrt}: linear from the start rate to the peak at n = W, then peak (W /
 * n)^0.5.
 */
final class InverseSquareRootSchedule implements Schedule {
  private final ScheduleConfig config;

  InverseSquareRootSchedule(ScheduleConfig config) {
    this.config = config;
  }

  @Override
  public double learningRate(long update) {
    long warmup = config.warmupUpdates();
    double peak = config.learningRate();
    return update < warmup
        ? config.warmupStart() + (peak - config.warmupStart()) * update / warmup
        : peak * Math.sqrt((double) warmup / update);
  }
}
