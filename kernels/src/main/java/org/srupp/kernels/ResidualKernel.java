package org.srupp.kernels;

/**
 * Residual connection, layer normalisation and dropout for training: one pass over the rows, and
 * one for their gradients (Lei 2021, equation 7; Vaswani et al. 2017, section 3.1; Ba et al. 2016).
 *
 * <pre>
 *   v = x + alpha y kept          (kept here with {@link ResidualProblem.Dropped#BRANCH})
 *   n = (v - mean) / sqrt(variance + epsilon), row by row, with the biased variance
 *   result = (gamma n + beta) kept          (kept here with {@link ResidualProblem.Dropped#RESULT})
 * </pre>
 *
 * With g the gradient of gamma n + beta, means over the row and sums over all rows:
 *
 * <pre>
 *   dv = (gamma g - mean(gamma g) - n mean(gamma g n)) / sqrt(variance + epsilon)
 *   dx = dv          dy = alpha dv kept          dalpha = sum(dv y kept)          dgamma = sum(g n)          dbeta = sum(g)
 * </pre>
 *
 * <p>Arithmetic is float32 at least, whatever the rows' type. No row's result depends on another,
 * and sums are the same bits whatever the number of threads.
 */
public interface ResidualKernel {
  /**
   * Computes result and statistics.
   *
   * @throws IllegalArgumentException naming every array of the wrong size, or a type that this
   *     backend has not
   */
  void forward(ResidualProblem problem, ResidualArrays arrays);

  /**
   * Computes the gradients.
   *
   * @param arrays as forward left them
   * @throws IllegalArgumentException as {@link #forward}
   */
  void backward(ResidualProblem problem, ResidualArrays arrays, ResidualGradients gradients);
}
