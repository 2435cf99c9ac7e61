package org.srupp.kernels;

import java.lang.foreign.MemorySegment;

/**
 * The gradients of one recurrence, all row-major and dense; {@link MemorySegment#NULL} where an
 * optional array is absent. Owned by the caller.
 *
 * <p>Outputs are overwritten, not added to. At padded steps the gradients of u, x and coefficients
 * are 0 and gradH is not read. Gradients of parameters (gradWeightC and gradBias) have the type
 * {@link ElementType#parameters()}, all other arrays the problem's.
 *
 * @param gradH of the loss by h, (L, B, D); read
 * @param gradCLast of the loss by the last state, (B, D); read; NULL means 0
 * @param gradU (L, B, k, D); may be the very memory of u
 * @param gradX by the skip input, (L, B, D); NULL if not wanted, and when the skip term is not x
 * @param gradWeightC (2, D), summed over steps and streams in an order that does not depend on the
 *     number of threads
 * @param gradBias (2, D), summed likewise
 * @param gradC0 (B, D); NULL if not wanted
 * @param gradCoefficients (L, B, 2, D); NULL if not wanted, and when there are no coefficients
 */
public record RecurrenceGradients(
    MemorySegment gradH,
    MemorySegment gradCLast,
    MemorySegment gradU,
    MemorySegment gradX,
    MemorySegment gradWeightC,
    MemorySegment gradBias,
    MemorySegment gradC0,
    MemorySegment gradCoefficients) {

  /**
   * Compares every segment with the problem.
   *
   * @throws IllegalArgumentException naming each wrong array, the bytes found, the bytes expected
   *     and the shape
   */
  public void require(RecurrenceProblem problem, RecurrenceArrays arrays) {
    SegmentChecks checks = new SegmentChecks("RecurrenceGradients");
    int bytes = problem.type().bytes();
    int steps = problem.length();
    int streams = problem.batch();
    int units = problem.units();
    checks.required("gradH", gradH, bytes, "(L, B, D)", steps, streams, units);
    checks.optional("gradCLast", gradCLast, bytes, "(B, D)", streams, units);
    checks.required(
        "gradU", gradU, bytes, "(L, B, k, D)", steps, streams, problem.subMatrices(), units);
    if (problem.skipFromInput()) {
      checks.optional("gradX", gradX, bytes, "(L, B, D)", steps, streams, units);
    } else {
      checks.unused(
          "gradX", gradX, "the problem's skip term is " + (problem.skip() ? "U[t,3]" : "0"));
    }
    int parameterBytes = problem.type().parameters().bytes();
    checks.required("gradWeightC", gradWeightC, parameterBytes, "(2, D)", 2, units);
    checks.required("gradBias", gradBias, parameterBytes, "(2, D)", 2, units);
    checks.optional("gradC0", gradC0, bytes, "(B, D)", streams, units);
    if (SegmentChecks.absent(arrays.coefficients())) {
      checks.unused("gradCoefficients", gradCoefficients, "there are no coefficients");
    } else {
      checks.optional(
          "gradCoefficients", gradCoefficients, bytes, "(L, B, 2, D)", steps, streams, 2, units);
    }
    checks.finish();
  }
}
