package org.srupp.encdec.layers;

import java.lang.foreign.MemorySegment;
import org.srupp.kernels.NormKernel;

/** {@link ResidualNorm} for decoding. */
final class InferenceResidual {
  private final int width;
  private final NormKernel kernel;
  private final MemorySegment gamma;
  private final MemorySegment beta;

  InferenceResidual(int width, String name, InferenceWeights weights, NormKernel kernel) {
    this.width = width;
    this.kernel = kernel;
    gamma = weights.memory(name + ".weight");
    beta = weights.memory(name + ".bias");
  }

  /**
   * out = LN(x + y).
   *
   * @param x (rows, W)
   * @param y (rows, W)
   * @param out (rows, W), overwritten; may be the memory of x
   */
  void apply(int rows, MemorySegment x, MemorySegment y, MemorySegment out) {
    kernel.residualNorm(rows, width, x, y, 1, gamma, beta, (float) Ops.NORM_EPSILON, out);
  }
}
