package org.srupp.seq2seq.train;

import org.srupp.kernels.UpdateStep;
import org.srupp.kernels.UpdateStep.Rule;

/**
 * Rectified Adam, <a href="https://arxiv.org/abs/1908.03265">Liu et al. 2020</a>, algorithm 2, as
 * the author's own package computes it: the step is rectified once rho_t >= 5, epsilon is added to
 * the uncorrected root of v, and weight decay is decoupled, scaled by the learning rate alone.
 *
 * <pre>
 *   rho_inf = 2 / (1 - beta2) - 1,  rho_t = rho_inf - 2 t beta2^t / (1 - beta2^t)
 *   R = sqrt((1 - beta2^t) (rho_t - 4)(rho_t - 2) rho_inf / ((rho_inf - 4)(rho_inf - 2) rho_t))
 *       / (1 - beta1^t)
 * </pre>
 */
final class RAdam implements StepRule {
  private static final double TRACTABLE = 5;

  private final OptimizerConfig config;
  private final double rhoInfinity;

  RAdam(OptimizerConfig config) {
    this.config = config;
    rhoInfinity = 2 / (1 - config.beta2()) - 1;
  }

  @Override
  public UpdateStep step(long t, double learningRate, double clip) {
    double rho = rho(t);
    double unbiased = learningRate / (1 - StrictMath.pow(config.beta1(), t));
    if (rho >= TRACTABLE) {
      return step(Rule.ADAPTIVE, unbiased * rectification(t, rho), learningRate, clip);
    }
    return config.firstSteps() == OptimizerConfig.FirstSteps.MOMENTUM
        ? step(Rule.MOMENTUM, unbiased, learningRate, clip)
        : step(Rule.NONE, 0, learningRate, clip);
  }

  double rho(long t) {
    double power = StrictMath.pow(config.beta2(), t);
    return rhoInfinity - 2 * t * power / (1 - power);
  }

  private double rectification(long t, double rho) {
    return Math.sqrt(
        (1 - StrictMath.pow(config.beta2(), t))
            * ((rho - 4) / (rhoInfinity - 4))
            * ((rho - 2) / rho)
            * (rhoInfinity / (rhoInfinity - 2)));
  }

  private UpdateStep step(Rule rule, double size, double learningRate, double clip) {
    return new UpdateStep(
        rule,
        size,
        1,
        learningRate * config.weightDecay(),
        clip,
        config.beta1(),
        config.beta2(),
        config.epsilon());
  }
}
