package org.srupp.kernels.cpu;

import java.lang.foreign.MemorySegment;
import org.srupp.kernels.CrossEntropyKernel;
import org.srupp.kernels.CrossEntropyProblem;
import org.srupp.kernels.RowLosses;

/**
 * {@link CrossEntropyKernel} on the Vector API: float32 memory, rows split over threads. A row is
 * read three times, but from the cache after the first: tens of thousands of classes fit it.
 */
public final class VectorCrossEntropy implements CrossEntropyKernel {
  /** Elements that are worth a thread. */
  private static final int GRAIN = 16_384;

  private final WorkerPool pool;

  /**
   * @param pool rows are split over its threads
   * @throws IllegalStateException if the JVM runs without the Vector API; the message names the
   *     flag
   */
  public VectorCrossEntropy(WorkerPool pool) {
    VectorModule.require();
    this.pool = pool;
  }

  @Override
  public void lossAndGradient(
      CrossEntropyProblem problem,
      MemorySegment logits,
      int[] targets,
      MemorySegment gradient,
      RowLosses losses) {
    problem.checkRows(targets, losses);
    problem.checkMatrix("logits", logits, Float.BYTES);
    problem.checkMatrix("gradient", gradient, Float.BYTES);
    pool.run(
        problem.rows(),
        grain(problem),
        (from, to) -> {
          SoftmaxRow softmax = new SoftmaxRow(problem.classes());
          for (int row = from; row < to; row++) {
            MemorySegment output = row(problem, gradient, row);
            if (targets[row] < 0) {
              ignore(row, losses);
              output.fill((byte) 0);
            } else {
              MemorySegment input = row(problem, logits, row);
              float targetLogit = SoftmaxRow.get(input, targets[row]);
              softmax.exponentials(input, output);
              store(problem, softmax, targetLogit, row, losses);
              gradient(problem, softmax, output, targets[row]);
            }
          }
        });
  }

  @Override
  public void loss(
      CrossEntropyProblem problem, MemorySegment logits, int[] targets, RowLosses losses) {
    problem.checkRows(targets, losses);
    problem.checkMatrix("logits", logits, Float.BYTES);
    pool.run(
        problem.rows(),
        grain(problem),
        (from, to) -> {
          SoftmaxRow softmax = new SoftmaxRow(problem.classes());
          for (int row = from; row < to; row++) {
            if (targets[row] < 0) {
              ignore(row, losses);
            } else {
              MemorySegment input = row(problem, logits, row);
              softmax.sums(input);
              store(problem, softmax, SoftmaxRow.get(input, targets[row]), row, losses);
            }
          }
        });
  }

  private static int grain(CrossEntropyProblem problem) {
    return Math.max(1, GRAIN / problem.classes());
  }

  private static MemorySegment row(CrossEntropyProblem problem, MemorySegment memory, int row) {
    long bytes = (long) problem.classes() * Float.BYTES;
    return memory.asSlice(row * bytes, bytes);
  }

  private static void ignore(int row, RowLosses losses) {
    losses.nll()[row] = 0;
    losses.smoothed()[row] = 0;
  }

  private static void store(
      CrossEntropyProblem problem, SoftmaxRow softmax, float targetLogit, int row, RowLosses to) {
    double logSum = Math.log(softmax.sum());
    double nll = logSum - ((double) targetLogit - softmax.max());
    double all = problem.classes() * logSum - softmax.shiftedSum();
    to.nll()[row] = nll;
    to.smoothed()[row] =
        problem.labelSmoothing() == 0
            ? nll
            : problem.targetWeight() * nll + problem.uniformWeight() * all;
  }

  private static void gradient(
      CrossEntropyProblem problem, SoftmaxRow softmax, MemorySegment output, int target) {
    double factor = problem.gradientScale() / softmax.sum();
    double uniform = -problem.gradientScale() * problem.uniformWeight();
    double slope =
        SoftmaxRow.get(output, target) * factor
            + uniform
            - problem.gradientScale() * problem.targetWeight();
    softmax.scale(output, (float) factor, (float) uniform);
    SoftmaxRow.set(output, target, (float) slope);
  }
}
