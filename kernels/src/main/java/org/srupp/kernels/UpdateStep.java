package org.srupp.kernels;

import java.util.ArrayList;
import java.util.List;

/**
 * The numbers of one optimizer step on one parameter. With g the clipped gradient:
 *
 * <pre>
 *   g = clip * gradient
 *   v = beta2 v + (1 - beta2) g^2
 *   m = beta1 m + (1 - beta1) g
 *   w = w - decay w                                    ADAPTIVE, MOMENTUM
 *   w = w - size * m / (denominator sqrt(v) + epsilon) ADAPTIVE
 *   w = w - size * m                                   MOMENTUM
 * </pre>
 *
 * @param rule what happens to the weight
 * @param size step size, learning rate and bias correction included; not negative
 * @param denominator factor of sqrt(v): 1 for RAdam, 1 / sqrt(1 - beta2^t) for Adam
 * @param decay decoupled weight decay, already times the learning rate; in [0, 1]
 * @param clip factor of the gradient, in [0, 1]
 * @param beta1 decay of m, in [0, 1)
 * @param beta2 decay of v, in [0, 1)
 * @param epsilon added to the denominator, not negative
 */
public record UpdateStep(
    Rule rule,
    double size,
    double denominator,
    double decay,
    double clip,
    double beta1,
    double beta2,
    double epsilon) {

  /** What happens to the weight once m and v are up to date. */
  public enum Rule {
    /** Decay, then a step along m divided by the root of v. */
    ADAPTIVE,
    /** Decay, then a step along m: RAdam's first steps in its degenerate mode. */
    MOMENTUM,
    /** Nothing, not even decay: RAdam's first steps without its degenerate mode. */
    NONE
  }

  /**
   * @throws IllegalArgumentException if a number is outside its range; names all that are
   */
  public UpdateStep {
    List<String> wrong = new ArrayList<>();
    require(wrong, "size", size, size >= 0, "not negative");
    require(wrong, "denominator", denominator, denominator > 0, "positive");
    require(wrong, "decay", decay, decay >= 0 && decay <= 1, "in [0, 1]");
    require(wrong, "clip", clip, clip >= 0 && clip <= 1, "in [0, 1]");
    require(wrong, "beta1", beta1, beta1 >= 0 && beta1 < 1, "in [0, 1)");
    require(wrong, "beta2", beta2, beta2 >= 0 && beta2 < 1, "in [0, 1)");
    require(wrong, "epsilon", epsilon, epsilon >= 0, "not negative");
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
  }

  private static void require(
      List<String> wrong, String name, double value, boolean right, String range) {
    if (!right || Double.isInfinite(value)) {
      wrong.add(name + " must be finite and " + range + ", found " + value);
    }
  }
}
