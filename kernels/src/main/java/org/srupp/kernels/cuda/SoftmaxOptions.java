package org.srupp.kernels.cuda;

import java.util.Map;
import org.srupp.kernels.ElementType;

/**
 * What {@code softmax.cu} is compiled for; the names are those of its macros.
 *
 * @param bfloat16 whether scores, dropout, weights and gradient lie in memory as bfloat16,
 *     otherwise float32
 * @param units neighbouring keys that a thread reads at once, 1 or 2
 * @param masked whether there is a mask
 * @param kept whether there is dropout
 */
record SoftmaxOptions(boolean bfloat16, int units, boolean masked, boolean kept) {

  static SoftmaxOptions of(SoftmaxCall call) {
    boolean bfloat16 = call.problem().type() == ElementType.BFLOAT16;
    boolean pairs = bfloat16 && call.problem().keys() % 2 == 0 && call.pairsAligned();
    return new SoftmaxOptions(
        bfloat16, pairs ? 2 : 1, call.arrays().hasMask(), call.arrays().hasDropout());
  }

  Map<String, Integer> defines() {
    return Map.of(
        "BFLOAT16", bit(bfloat16), "UNITS", units, "MASKED", bit(masked), "KEPT", bit(kept));
  }

  private static int bit(boolean value) {
    return value ? 1 : 0;
  }
}
