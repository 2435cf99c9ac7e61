package org.srupp.kernels;

import java.lang.foreign.MemorySegment;

/**
 * Softmax cross-entropy of rows of logits, with label smoothing, and its gradient. With p the
 * softmax of a row x, y its target, V classes and smoothing e, u = e / (V - 1):
 *
 * <pre>
 *   nll      = -log p_y
 *   smoothed = (1 - e - u) nll + u sum_v (-log p_v)
 *   gradient = scale (p_v - u - [v = y] (1 - e - u))
 * </pre>
 *
 * so the target weighs 1 - e and every other class e / (V - 1), as in fairseq's {@code
 * label_smoothed_cross_entropy}. A negative target is ignored: loss 0, gradient row 0. A row's
 * results do not depend on the number of threads. A NaN or infinite logit gives a loss that is NaN
 * or infinite, never an exception.
 */
public interface CrossEntropyKernel {

  /**
   * Losses and the gradient of the sum of smoothed losses, times {@link
   * CrossEntropyProblem#gradientScale}.
   *
   * @param problem sizes and constants
   * @param logits float32, (N, V) row major
   * @param targets class of each row, (N); negative to ignore the row
   * @param gradient receives float32, (N, V) row major; may be the very memory of {@code logits},
   *     otherwise must not overlap it
   * @param losses receives the loss of each row, (N)
   * @throws IllegalArgumentException if a size does not fit or a target is not below V
   */
  void lossAndGradient(
      CrossEntropyProblem problem,
      MemorySegment logits,
      int[] targets,
      MemorySegment gradient,
      RowLosses losses);

  /**
   * The losses alone, the same bits as {@link #lossAndGradient} gives; {@code logits} is only read.
   *
   * @param problem sizes and constants
   * @param logits float32, (N, V) row major
   * @param targets class of each row, (N); negative to ignore the row
   * @param losses receives the loss of each row, (N)
   * @throws IllegalArgumentException if a size does not fit or a target is not below V
   */
  void loss(CrossEntropyProblem problem, MemorySegment logits, int[] targets, RowLosses losses);
}
