package org.srupp.kernels.cpu;

import java.lang.foreign.MemorySegment;
import org.srupp.kernels.CrossEntropyKernel;
import org.srupp.kernels.CrossEntropyProblem;
import org.srupp.kernels.RowLosses;

/**
 * The twin of {@link VectorCrossEntropy}: double arithmetic on float32 or float64 memory, one
 * thread.
 */
public final class ReferenceCrossEntropy implements CrossEntropyKernel {

  @Override
  public void lossAndGradient(
      CrossEntropyProblem problem,
      MemorySegment logits,
      int[] targets,
      MemorySegment gradient,
      RowLosses losses) {
    int bytes = elementBytes(problem, logits);
    problem.checkRows(targets, losses);
    problem.checkMatrix("logits", logits, bytes);
    problem.checkMatrix("gradient", gradient, bytes);
    for (int row = 0; row < problem.rows(); row++) {
      double[] logProbabilities = logSoftmax(problem, logits, bytes, row);
      rowLoss(problem, logProbabilities, targets[row], row, losses);
      for (int k = 0; k < problem.classes(); k++) {
        double slope =
            Math.exp(logProbabilities[k])
                - problem.uniformWeight()
                - (k == targets[row] ? problem.targetWeight() : 0);
        double value = targets[row] < 0 ? 0 : problem.gradientScale() * slope;
        PlainElements.set(gradient, bytes, (long) row * problem.classes() + k, value);
      }
    }
  }

  @Override
  public void loss(
      CrossEntropyProblem problem, MemorySegment logits, int[] targets, RowLosses losses) {
    int bytes = elementBytes(problem, logits);
    problem.checkRows(targets, losses);
    problem.checkMatrix("logits", logits, bytes);
    for (int row = 0; row < problem.rows(); row++) {
      rowLoss(problem, logSoftmax(problem, logits, bytes, row), targets[row], row, losses);
    }
  }

  private static int elementBytes(CrossEntropyProblem problem, MemorySegment logits) {
    long elements = (long) problem.rows() * problem.classes();
    return logits.byteSize() == elements * Double.BYTES ? Double.BYTES : Float.BYTES;
  }

  private static double[] logSoftmax(
      CrossEntropyProblem problem, MemorySegment logits, int bytes, int row) {
    double[] x = new double[problem.classes()];
    double max = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < x.length; k++) {
      x[k] = PlainElements.get(logits, bytes, (long) row * x.length + k);
      max = Math.max(max, x[k]);
    }
    double sum = 0;
    for (double value : x) {
      sum += Math.exp(value - max);
    }
    for (int k = 0; k < x.length; k++) {
      x[k] -= max + Math.log(sum);
    }
    return x;
  }

  private static void rowLoss(
      CrossEntropyProblem problem, double[] logProbabilities, int target, int row, RowLosses to) {
    if (target < 0) {
      to.nll()[row] = 0;
      to.smoothed()[row] = 0;
      return;
    }
    double all = 0;
    for (double value : logProbabilities) {
      all -= value;
    }
    double nll = -logProbabilities[target];
    to.nll()[row] = nll;
    to.smoothed()[row] =
        problem.labelSmoothing() == 0
            ? nll
            : problem.targetWeight() * nll + problem.uniformWeight() * all;
  }
}
