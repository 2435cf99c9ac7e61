package org.srupp.kernels.bench;

import java.util.List;
import org.srupp.kernels.ElementType;

/**
 * A comparison with a twin.
 *
 * @param what was computed
 * @param worst array of the largest error
 * @param error the largest difference divided by the largest expected number, over that array
 * @param limit that the error must stay below
 */
record Check(String what, String worst, double error, double limit) {
  /** Of what is computed in float32 throughout. */
  static final double FLOAT32_LIMIT = 1e-5;

  /** Of what is float32 while it is computed and bfloat16 in memory. */
  static final double BFLOAT16_LIMIT = 1e-2;

  /** Of what must have the bits of the twin: less than the last digit of any of the numbers. */
  static final double SAME_BITS = 1e-9;

  /** The limit of what a kernel computes in this type. */
  static double limit(ElementType type) {
    return type == ElementType.BFLOAT16 ? BFLOAT16_LIMIT : FLOAT32_LIMIT;
  }

  /** The one with the largest error; the first that is NaN, if any is. */
  static Check worst(List<Check> checks) {
    Check worst = checks.get(0);
    for (Check check : checks) {
      // Negated, because NaN compares false.
      if (!Double.isNaN(worst.error()) && !(check.error() <= worst.error())) {
        worst = check;
      }
    }
    return worst;
  }

  // Negated, because NaN compares false.
  boolean failed() {
    return !(error < limit);
  }
}
