package org.srupp.kernels;

import java.lang.foreign.MemorySegment;

/**
 * The memory of one recurrence, all row-major and dense; {@link MemorySegment#NULL} where an
 * optional array is absent. Owned by the caller. Parameters (weightC and bias) have the type {@link
 * ElementType#parameters()}, all other arrays but the padding the problem's.
 *
 * <p>A segment must be as long as its shape says, and reachable from other threads (not from a
 * confined arena). Native memory is fastest; mixing it with heap memory slows every later call,
 * because the compiler then has to tell them apart at each access.
 *
 * @param u projected input, (L, B, k, D): sub-matrix 0 candidate, 1 forget, 2 reset, 3 skip.
 *     Forward overwrites sub-matrices 1 and 2 of unpadded steps with f and r, which backward reads
 * @param x skip input, (L, B, D), when the problem takes the skip term from the input, else NULL
 * @param weightC coefficients of the state, (2, D): forget, then reset
 * @param bias (2, D): forget, then reset
 * @param c0 state before the first step, (B, D); NULL means 0
 * @param maskC mask m of the state's part in the output, (B, D), shared by all steps; NULL means 1
 * @param padded (L, B) bytes, nonzero at padding; NULL means none
 * @param coefficients added to weightC at each step, (L, B, 2, D); NULL means 0
 * @param h output, (L, B, D); written by forward, not read by backward, to which it may be NULL
 * @param c state after every step, (L, B, D); written by forward. The last state is at step L - 1
 *     for units that walk forward and at step 0 for units that walk backward
 */
public record RecurrenceArrays(
    MemorySegment u,
    MemorySegment x,
    MemorySegment weightC,
    MemorySegment bias,
    MemorySegment c0,
    MemorySegment maskC,
    MemorySegment padded,
    MemorySegment coefficients,
    MemorySegment h,
    MemorySegment c) {

  /**
   * Compares every segment with the problem, before a forward.
   *
   * @throws IllegalArgumentException naming each wrong array, the bytes found, the bytes expected
   *     and the shape
   */
  public void requireForward(RecurrenceProblem problem) {
    SegmentChecks checks = check(problem);
    checks.required(
        "h",
        h,
        problem.type().bytes(),
        "(L, B, D)",
        problem.length(),
        problem.batch(),
        problem.units());
    checks.finish();
  }

  /**
   * Compares every segment but h with the problem, before a backward.
   *
   * @throws IllegalArgumentException as {@link #requireForward}
   */
  public void requireBackward(RecurrenceProblem problem) {
    check(problem).finish();
  }

  private SegmentChecks check(RecurrenceProblem problem) {
    SegmentChecks checks = new SegmentChecks("RecurrenceArrays");
    int bytes = problem.type().bytes();
    int steps = problem.length();
    int streams = problem.batch();
    int units = problem.units();
    checks.required("u", u, bytes, "(L, B, k, D)", steps, streams, problem.subMatrices(), units);
    if (problem.skipFromInput()) {
      checks.required("x", x, bytes, "(L, B, D)", steps, streams, units);
    } else {
      checks.unused("x", x, "the problem's skip term is " + (problem.skip() ? "U[t,3]" : "0"));
    }
    int parameterBytes = problem.type().parameters().bytes();
    checks.required("weightC", weightC, parameterBytes, "(2, D)", 2, units);
    checks.required("bias", bias, parameterBytes, "(2, D)", 2, units);
    checks.optional("c0", c0, bytes, "(B, D)", streams, units);
    checks.optional("maskC", maskC, bytes, "(B, D)", streams, units);
    checks.optional("padded", padded, 1, "(L, B)", steps, streams);
    checks.optional("coefficients", coefficients, bytes, "(L, B, 2, D)", steps, streams, 2, units);
    checks.required("c", c, bytes, "(L, B, D)", steps, streams, units);
    return checks;
  }
}
