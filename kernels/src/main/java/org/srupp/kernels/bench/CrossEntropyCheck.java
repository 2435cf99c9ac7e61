package org.srupp.kernels.bench;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.srupp.kernels.CrossEntropyKernel;
import org.srupp.kernels.CrossEntropyProblem;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.RowLosses;
import org.srupp.kernels.cpu.ReferenceCrossEntropy;
import org.srupp.kernels.cuda.CudaCrossEntropy;
import org.srupp.kernels.cuda.driver.KernelDevice;

/** Compares losses and gradients of a card with the twin's, on random logits. */
final class CrossEntropyCheck {
  /** Sizes that are no multiple of anything; the second's rows are split over warps. */
  static final List<CrossEntropyProblem> PROBLEMS =
      List.of(
          new CrossEntropyProblem(301, 205, 0, 0.37), new CrossEntropyProblem(7, 8803, 0.1, 0.37));

  private static final int IGNORED = -1;

  private final KernelDevice device;

  CrossEntropyCheck(KernelDevice device) {
    this.device = device;
  }

  Check run(CrossEntropyProblem problem, long seed) {
    try (BenchScope scope = new BenchScope(new CardMemory(device))) {
      SplittableRandom random = new SplittableRandom(seed);
      long bytes = (long) problem.rows() * problem.classes() * Float.BYTES;
      MemorySegment expected = scope.host(bytes);
      MemorySegment logits = scope.poisoned(bytes);
      scope.fill("logits", logits, ElementType.FLOAT32, expected, random);
      int[] targets = random.ints(problem.rows(), 0, problem.classes()).toArray();
      targets[1] = IGNORED;
      RowLosses expectedLosses = RowLosses.of(problem.rows());
      RowLosses losses = RowLosses.of(problem.rows());
      run(new ReferenceCrossEntropy(), problem, expected, targets, expectedLosses);
      run(new CudaCrossEntropy(device, () -> 0), problem, logits, targets, losses);
      return Check.worst(
          List.of(
              check(problem, "nll", error(expectedLosses.nll(), losses.nll())),
              check(problem, "smoothed", error(expectedLosses.smoothed(), losses.smoothed())),
              check(
                  problem,
                  "gradient",
                  Numbers.relativeError(expected, scope.read(logits), ElementType.FLOAT32))));
    }
  }

  // In place, as training does.
  private static void run(
      CrossEntropyKernel kernel,
      CrossEntropyProblem problem,
      MemorySegment logits,
      int[] targets,
      RowLosses losses) {
    kernel.lossAndGradient(problem, logits, targets, logits, losses);
  }

  private static Check check(CrossEntropyProblem problem, String array, double error) {
    String what =
        String.format(
            Locale.ROOT,
            "cross-entropy N=%d V=%d smoothing=%s",
            problem.rows(),
            problem.classes(),
            problem.labelSmoothing());
    return new Check(what, array, error, Check.FLOAT32_LIMIT);
  }

  private static double error(double[] expected, double[] found) {
    return Numbers.relativeError(
        MemorySegment.ofArray(expected), MemorySegment.ofArray(found), ElementType.FLOAT64);
  }
}
