package org.srupp.recipes.config;

/**
 * The update rule; weight decay is decoupled from the gradient.
 *
 * @param kind the rule
 * @param beta1 decay of the first moment
 * @param beta2 decay of the second moment
 * @param eps added to the root of the second moment
 * @param weightDecay every weight shrinks by this times the learning rate, each update
 * @param degenerate what RAdam does in its first updates, whose variance it cannot rectify
 */
public record OptimizerSection(
    Kind kind, double beta1, double beta2, double eps, double weightDecay, Degenerate degenerate) {

  /** Rectified Adam (Liu et al. 2020) or Adam. */
  public enum Kind {
    RADAM,
    ADAM
  }

  /** Steps along the first moment, or no step. */
  public enum Degenerate {
    SGD,
    SKIP
  }

  public OptimizerSection {
    new Constraints()
        .rate("beta1", beta1)
        .rate("beta2", beta2)
        .positive("eps", eps)
        .notNegative("weightDecay", weightDecay)
        .check();
  }
}
