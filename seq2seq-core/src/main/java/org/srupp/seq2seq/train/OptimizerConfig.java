package org.srupp.seq2seq.train;

import java.util.ArrayList;
import java.util.List;

/**
 * The optimizer and its constants; they hold for every parameter alike.
 *
 * @param kind which optimizer
 * @param beta1 decay of the mean gradient, in [0, 1)
 * @param beta2 decay of the mean squared gradient, in [0, 1)
 * @param epsilon added to the root of the mean squared gradient, not negative
 * @param weightDecay decoupled weight decay per unit of learning rate, not negative
 * @param firstSteps what RAdam does while its variance is not tractable; unused by Adam
 */
public record OptimizerConfig(
    Kind kind,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    FirstSteps firstSteps) {

  /** The optimizers. */
  public enum Kind {
    /** Rectified Adam. */
    RADAM,
    /** Adam; with weight decay, AdamW. */
    ADAM
  }

  /** RAdam's first steps, five with beta2 = 0.999. */
  public enum FirstSteps {
    /** Momentum without the second moment: the authors' "degenerated to SGD", as in the paper. */
    MOMENTUM,
    /** Neither a step nor weight decay; only the moments are updated. */
    SKIP
  }

  /**
   * @throws IllegalArgumentException if a number is outside its range; names all that are
   */
  public OptimizerConfig {
    List<String> wrong = new ArrayList<>();
    if (!(beta1 >= 0 && beta1 < 1)) {
      wrong.add("beta1 must be in [0, 1), found " + beta1);
    }
    if (!(beta2 >= 0 && beta2 < 1)) {
      wrong.add("beta2 must be in [0, 1), found " + beta2);
    }
    if (!(epsilon >= 0) || Double.isInfinite(epsilon)) {
      wrong.add("epsilon must be finite and not negative, found " + epsilon);
    }
    if (!(weightDecay >= 0) || Double.isInfinite(weightDecay)) {
      wrong.add("weightDecay must be finite and not negative, found " + weightDecay);
    }
    ConfigMistakes.throwIfAny(wrong);
  }
}
