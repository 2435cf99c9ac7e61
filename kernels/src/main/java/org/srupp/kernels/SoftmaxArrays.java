package org.srupp.kernels;

import java.lang.foreign.MemorySegment;

/**
 * The memory of one call of {@link SoftmaxKernel}, all row-major and dense; {@link
 * MemorySegment#NULL} where an optional array is absent. Owned by the caller; no two may overlap.
 *
 * @param scores (B * H, L, K); forward overwrites them with their softmax, which backward reads
 * @param mask added to the scaled scores, (B or 1, L or 1, K); NULL means 0
 * @param kept dropout's zeros and 1 / (1 - rate), (B * H, L, K); NULL means 1
 * @param weights softmax times {@code kept}, (B * H, L, K): written by forward, not read by
 *     backward, to which it may be NULL; NULL where {@code kept} is, because it would be the
 *     softmax again
 */
public record SoftmaxArrays(
    MemorySegment scores, MemorySegment mask, MemorySegment kept, MemorySegment weights) {

  /**
   * Compares every segment with the problem, before a forward.
   *
   * @throws IllegalArgumentException naming each wrong array, the bytes found, the bytes expected
   *     and the shape
   */
  public void requireForward(SoftmaxProblem problem) {
    SegmentChecks checks = check(problem);
    if (hasDropout()) {
      matrices(checks, "weights", weights, problem);
    } else {
      checks.unused("weights", weights, "without dropout they are the softmax");
    }
    checks.finish();
  }

  /**
   * Compares what a backward reads with the problem.
   *
   * @param gradient (B * H, L, K)
   * @throws IllegalArgumentException as {@link #requireForward}
   */
  public void requireBackward(SoftmaxProblem problem, MemorySegment gradient) {
    SegmentChecks checks = check(problem);
    matrices(checks, "gradient", gradient, problem);
    checks.finish();
  }

  /** Whether there is a mask. */
  public boolean hasMask() {
    return !SegmentChecks.absent(mask);
  }

  /** Whether there is dropout. */
  public boolean hasDropout() {
    return !SegmentChecks.absent(kept);
  }

  private SegmentChecks check(SoftmaxProblem problem) {
    SegmentChecks checks = new SegmentChecks("SoftmaxArrays");
    matrices(checks, "scores", scores, problem);
    int maskBytes = problem.type().parameters().bytes();
    checks.optional(
        "mask",
        mask,
        maskBytes,
        "(B or 1, L or 1, K)",
        problem.maskStreams(),
        problem.maskQueries(),
        problem.keys());
    checks.optional("kept", kept, problem.type().bytes(), "(B * H, L, K)", shape(problem));
    return checks;
  }

  private static void matrices(
      SegmentChecks checks, String name, MemorySegment segment, SoftmaxProblem problem) {
    checks.required(name, segment, problem.type().bytes(), "(B * H, L, K)", shape(problem));
  }

  private static long[] shape(SoftmaxProblem problem) {
    long matrices = (long) problem.streams() * problem.heads();
    return new long[] {matrices, problem.queries(), problem.keys()};
  }
}
