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
    List<ParameterMemory> present =
        parameters.stream().filter(ParameterMemory::hasGradient).toList();
    double sum = kernel.sumOfSquares(present.stream().map(ParameterMemory::gradient).toList());
    Optional<String> bad =
        Double.isFinite(sum) ? Optional.empty() : firstNonFinite(present, kernel);
    return new GradientNorm(Math.sqrt(sum), bad);
  }

  private static Optional<String> firstNonFinite(
      List<ParameterMemory> parameters, UpdateKernel kernel) {
    return parameters.stream()
        .filter(each -> !Double.isFinite(kernel.sumOfSquares(each.gradient(), each.count())))
        .map(ParameterMemory::name)
        .findFirst();
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
