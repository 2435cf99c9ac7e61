package org.srupp.seq2seq.train;

import java.util.List;
import java.util.Optional;
import org.srupp.kernels.UpdateKernel;

/**
 * The L2 norm of all gradients together.
 *
 * @param value the norm; NaN or infinite exactly if an element of a gradient is
 * @param firstNonFinite name of the first parameter whose gradient has a NaN or infinite element
 */
record GradientNorm(double value, Optional<String> firstNonFinite) {
  // As in PyTorch's clip_grad_norm_, which the authors' scripts call.
  private static final double EPSILON = 1e-6;

  /** Sums in double, in the order of the parameters; a missing gradient counts as zeros. */
  static GradientNorm of(List<ParameterMemory> parameters, UpdateKernel kernel) {
    double sum = 0;
    Optional<String> bad = Optional.empty();
    for (ParameterMemory parameter : parameters) {
      if (parameter.hasGradient()) {
        double squares = kernel.sumOfSquares(parameter.gradient(), parameter.count());
        if (!Double.isFinite(squares) && bad.isEmpty()) {
          bad = Optional.of(parameter.name());
        }
        sum += squares;
      }
    }
    return new GradientNorm(Math.sqrt(sum), bad);
  }

  /**
   * min(1, limit / (norm + 1e-6)).
   *
   * @param limit largest norm that is left alone; 0 for no clipping
   */
  double clipFactor(double limit) {
    return limit == 0 ? 1 : Math.min(1, limit / (value + EPSILON));
  }
}
