package org.srupp.kernels.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.srupp.kernels.ResidualGradients;

/**
 * The parameters' gradients of some rows.
 *
 * @param gamma (P), zeros behind up to a whole vector
 * @param beta the same
 * @param alpha in double, because all numbers of the rows are added up in it
 */
record ResidualSums(float[] gamma, float[] beta, double alpha) {

  /** The sums of all blocks in their order; overwrites the first. */
  static ResidualSums total(ResidualSums[] blocks) {
    ResidualSums first = blocks[0];
    double alpha = first.alpha;
    for (int i = 1; i < blocks.length; i++) {
      for (int j = 0; j < first.gamma.length; j++) {
        first.gamma[j] += blocks[i].gamma[j];
        first.beta[j] += blocks[i].beta[j];
      }
      alpha += blocks[i].alpha;
    }
    return new ResidualSums(first.gamma, first.beta, alpha);
  }

  void store(ResidualGradients gradients, int size) {
    MemorySegment.copy(gamma, 0, gradients.gamma(), ValueLayout.JAVA_FLOAT_UNALIGNED, 0, size);
    MemorySegment.copy(beta, 0, gradients.beta(), ValueLayout.JAVA_FLOAT_UNALIGNED, 0, size);
    if (!MemorySegment.NULL.equals(gradients.alpha())) {
      gradients.alpha().set(ValueLayout.JAVA_FLOAT_UNALIGNED, 0, (float) alpha);
    }
  }
}
