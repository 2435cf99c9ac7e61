package org.srupp.kernels.bench;

/**
 * A comparison with a twin.
 *
 * @param what was computed
 * @param worst array of the largest error
 * @param error the largest difference divided by the largest expected number, over that array
 * @param limit that the error must stay below
 */
record Check(String what, String worst, double error, double limit) {
  // Negated, because NaN compares false.
  boolean failed() {
    return !(error < limit);
  }
}
