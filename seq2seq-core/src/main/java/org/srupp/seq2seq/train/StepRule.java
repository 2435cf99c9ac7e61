package org.srupp.seq2seq.train;

import org.srupp.kernels.UpdateStep;

/** An optimizer's formulas: the numbers of a parameter's t-th step. */
@FunctionalInterface
interface StepRule {

  /**
   * @param t steps of this parameter, this one included, from 1
   * @param learningRate of this update
   * @param clip factor of the gradient, in [0, 1]
   */
  UpdateStep step(long t, double learningRate, double clip);

  static StepRule of(OptimizerConfig config) {
    return switch (config.kind()) {
      case RADAM -> new RAdam(config);
      case ADAM -> new Adam(config);
    };
  }
}
