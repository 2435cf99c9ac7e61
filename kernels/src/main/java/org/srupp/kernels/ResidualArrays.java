package org.srupp.kernels;

import java.lang.foreign.MemorySegment;

/**
 * The memory of one call of {@link ResidualKernel}, all row-major and dense; {@link
 * MemorySegment#NULL} where an optional array is absent. Owned by the caller; no two may overlap.
 * Backward reads all but {@code result}, to which it may be NULL.
 *
 * @param x residual, (N, P)
 * @param branch y, what is added to it, (N, P); NULL for nothing
 * @param alpha factor of the branch, (1); NULL means 1, and there is none without a branch
 * @param gamma (P)
 * @param beta (P)
 * @param kept dropout's zeros and 1 / (1 - rate), (N, P); NULL means 1
 * @param statistics mean and 1 / standard deviation of each row, (N, 2); written by forward
 * @param result (N, P); written by forward
 */
public record ResidualArrays(
    MemorySegment x,
    MemorySegment branch,
    MemorySegment alpha,
    MemorySegment gamma,
    MemorySegment beta,
    MemorySegment kept,
    MemorySegment statistics,
    MemorySegment result) {

  /**
   * Compares every segment with the problem, before a forward.
   *
   * @throws IllegalArgumentException naming each wrong array, the bytes found, the bytes expected
   *     and the shape
   */
  public void requireForward(ResidualProblem problem) {
    SegmentChecks checks = check(problem);
    rows(checks, "result", result, problem);
    checks.finish();
  }

  /**
   * Compares every segment but the result with the problem, before a backward.
   *
   * @throws IllegalArgumentException as {@link #requireForward}
   */
  public void requireBackward(ResidualProblem problem) {
    check(problem).finish();
  }

  /** Whether anything is added. */
  public boolean hasBranch() {
    return !SegmentChecks.absent(branch);
  }

  /** Whether what is added has a factor. */
  public boolean hasAlpha() {
    return !SegmentChecks.absent(alpha);
  }

  /** Whether there is dropout. */
  public boolean hasDropout() {
    return !SegmentChecks.absent(kept);
  }

  private SegmentChecks check(ResidualProblem problem) {
    SegmentChecks checks = new SegmentChecks("ResidualArrays");
    int bytes = problem.type().parameters().bytes();
    rows(checks, "x", x, problem);
    checks.optional(
        "branch", branch, problem.type().bytes(), "(N, P)", problem.rows(), problem.size());
    if (hasBranch()) {
      checks.optional("alpha", alpha, bytes, "(1)", 1);
    } else {
      checks.unused("alpha", alpha, "there is no branch");
    }
    checks.required("gamma", gamma, bytes, "(P)", problem.size());
    checks.required("beta", beta, bytes, "(P)", problem.size());
    checks.optional("kept", kept, problem.type().bytes(), "(N, P)", problem.rows(), problem.size());
    checks.required("statistics", statistics, bytes, "(N, 2)", problem.rows(), 2);
    return checks;
  }

  private static void rows(
      SegmentChecks checks, String name, MemorySegment segment, ResidualProblem problem) {
    checks.required(
        name, segment, problem.type().bytes(), "(N, P)", problem.rows(), problem.size());
  }
}
