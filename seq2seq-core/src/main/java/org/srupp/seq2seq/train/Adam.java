package org.srupp.seq2seq.train;

import org.srupp.kernels.UpdateStep;

/**
 * Adam, <a href="https://arxiv.org/abs/1412.6980">Kingma and Ba 2015</a>, algorithm 1, with the
 * decoupled weight decay of <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter
 * 2019</a>; epsilon is added to the root of the bias-corrected v, as PyTorch does.
 */
final class Adam implements StepRule {
  private final OptimizerConfig config;

  Adam(OptimizerConfig config) {
    this.config = config;
  }

  @Override
  public UpdateStep step(long t, double learningRate, double clip) {
    return new UpdateStep(
        UpdateStep.Rule.ADAPTIVE,
        learningRate / (1 - StrictMath.pow(config.beta1(), t)),
        1 / Math.sqrt(1 - StrictMath.pow(config.beta2(), t)),
        learningRate * config.weightDecay(),
        clip,
        config.beta1(),
        config.beta2(),
        config.epsilon());
  }
}
