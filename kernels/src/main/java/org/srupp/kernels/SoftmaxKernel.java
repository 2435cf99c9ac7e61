package org.srupp.kernels;

import java.lang.foreign.MemorySegment;

/**
 * The weights of attention for training: scale, mask, softmax and dropout of the scores in one
 * pass, and one for their gradient (Vaswani et al. 2017, section 3.2.1).
 *
 * <pre>
 *   P = softmax(scale S + mask), row by row          A = P kept
 *   dP = dA kept          dS = scale P (dP - sum(dP P) / sum(P)), sums over the row
 * </pre>
 *
 * <p>The sum of P is 1 but for its roundings. In bfloat16 they matter: what all dP of a row have in
 * common must cancel, and may be many times larger than what they differ by.
 *
 * <p>Arithmetic is float32 at least, whatever the arrays' type. Rows share nothing, so that no
 * result depends on the batch. A row that sees no key, its mask all minus infinity, has only zeros
 * as weights and as gradient.
 */
public interface SoftmaxKernel {
  /**
   * Computes the weights.
   *
   * @throws IllegalArgumentException naming every array of the wrong size, or a type that this
   *     backend has not
   */
  void forward(SoftmaxProblem problem, SoftmaxArrays arrays);

  /**
   * Computes the gradient of the scores.
   *
   * @param arrays as forward left them
   * @param gradient of the weights, dA, (B * H, L, K); overwritten with that of the scores, dS
   * @throws IllegalArgumentException as {@link #forward}
   */
  void backward(SoftmaxProblem problem, SoftmaxArrays arrays, MemorySegment gradient);
}
