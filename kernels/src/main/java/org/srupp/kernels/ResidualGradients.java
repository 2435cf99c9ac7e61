package org.srupp.kernels;

import java.lang.foreign.MemorySegment;

/**
 * The gradients of one call of {@link ResidualKernel}, laid out as {@link ResidualArrays}; all but
 * the first are overwritten.
 *
 * @param result of the result, (N, P); read only
 * @param x (N, P)
 * @param branch (N, P); NULL where there is no branch
 * @param alpha (1); NULL where there is no alpha
 * @param gamma (P)
 * @param beta (P)
 */
public record ResidualGradients(
    MemorySegment result,
    MemorySegment x,
    MemorySegment branch,
    MemorySegment alpha,
    MemorySegment gamma,
    MemorySegment beta) {

  /**
   * Compares every segment with the problem.
   *
   * @param arrays of the same call, which decide what is optional
   * @throws IllegalArgumentException naming each wrong array, the bytes found, the bytes expected
   *     and the shape
   */
  public void require(ResidualProblem problem, ResidualArrays arrays) {
    SegmentChecks checks = new SegmentChecks("ResidualGradients");
    int bytes = problem.type().parameters().bytes();
    rows(checks, "result", result, problem);
    rows(checks, "x", x, problem);
    if (arrays.hasBranch()) {
      rows(checks, "branch", branch, problem);
    } else {
      checks.unused("branch", branch, "there is no branch");
    }
    if (arrays.hasAlpha()) {
      checks.required("alpha", alpha, bytes, "(1)", 1);
    } else {
      checks.unused("alpha", alpha, "there is no alpha");
    }
    checks.required("gamma", gamma, bytes, "(P)", problem.size());
    checks.required("beta", beta, bytes, "(P)", problem.size());
    checks.finish();
  }

  private static void rows(
      SegmentChecks checks, String name, MemorySegment segment, ResidualProblem problem) {
    checks.required(
        name, segment, problem.type().bytes(), "(N, P)", problem.rows(), problem.size());
  }
}
