package org.srupp.seq2seq.train;

/**
 * The cosine of the SRU++ authors' scripts. Their scheduler is chained: each update multiplies the
 * rate by the quotient of two neighbouring values of 1 + cos(pi n / T), so after the warm-up, which
 * overwrites the rate, the curve goes on from the last warm-up value and not from the cosine's own.
 * In closed form:
 *
 * <pre>
 *   n &lt; W: R (n + 1) / W, or R n / W from zero
 *   n >= W: lr(W - 1) (1 + cos(pi n / T)) / (1 + cos(pi (W - 1) / T))
 *   W = 0: R (1 + cos(pi n / T)) / 2
 * </pre>
 *
 * and 0 from n = T on.
 */
final class CosineSchedule implements Schedule {
  private final ScheduleConfig config;

  CosineSchedule(ScheduleConfig config) {
    this.config = config;
  }

  @Override
  public double learningRate(long update) {
    long warmup = config.warmupUpdates();
    if (update < warmup) {
      return warmupRate(update);
    }
    if (update >= config.totalUpdates()) {
      return 0;
    }
    return warmup == 0
        ? config.learningRate() * wave(update)
        : warmupRate(warmup - 1) * wave(update) / wave(warmup - 1);
  }

  private double warmupRate(long update) {
    long steps = config.kind() == ScheduleConfig.Kind.COSINE ? update + 1 : update;
    return config.learningRate() * steps / config.warmupUpdates();
  }

  // (1 + cos x) / 2 as a square, which keeps its digits where x nears pi.
  private double wave(long update) {
    double half = StrictMath.cos(Math.PI * update / config.totalUpdates() / 2);
    return half * half;
  }
}
