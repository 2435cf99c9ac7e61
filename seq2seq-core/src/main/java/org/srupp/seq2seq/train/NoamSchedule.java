package org.srupp.seq2seq.train;

/**
 * R d^-0.5 min(n^-0.5, n W^-1.5), <a href="https://arxiv.org/abs/1706.03762">Vaswani et al.
 * 2017</a>, equation 3, with n from 0: the first update has rate 0 and the peak comes at n = W.
 */
final class NoamSchedule implements Schedule {
  private final double factor;
  private final double warmup;

  NoamSchedule(ScheduleConfig config) {
    factor = config.learningRate() / Math.sqrt(config.modelDimension());
    warmup = config.warmupUpdates();
  }

  @Override
  public double learningRate(long update) {
    return update <= warmup
        ? factor * update / (warmup * Math.sqrt(warmup))
        : factor / Math.sqrt(update);
  }
}
