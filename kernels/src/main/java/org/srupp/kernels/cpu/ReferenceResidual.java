package org.srupp.kernels.cpu;

import java.lang.foreign.MemorySegment;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.ResidualArrays;
import org.srupp.kernels.ResidualGradients;
import org.srupp.kernels.ResidualKernel;
import org.srupp.kernels.ResidualProblem;
import org.srupp.kernels.ResidualProblem.Dropped;

/**
 * The plain twin of {@link VectorResidual}: float32 or float64 memory, double arithmetic, written
 * from the equations.
 */
public final class ReferenceResidual implements ResidualKernel {
  @Override
  public void forward(ResidualProblem problem, ResidualArrays arrays) {
    requireType(problem);
    arrays.requireForward(problem);
    new Call(problem, arrays).forward();
  }

  @Override
  public void backward(
      ResidualProblem problem, ResidualArrays arrays, ResidualGradients gradients) {
    requireType(problem);
    arrays.requireBackward(problem);
    gradients.require(problem, arrays);
    new Call(problem, arrays).backward(gradients);
  }

  private static void requireType(ResidualProblem problem) {
    if (problem.type() == ElementType.BFLOAT16) {
      throw new IllegalArgumentException(
          "ReferenceResidual: found element type BFLOAT16, expected FLOAT32 or FLOAT64; only a"
              + " card keeps rows as bfloat16");
    }
  }

  private record Call(ResidualProblem problem, ResidualArrays arrays) {
    void forward() {
      int size = problem.size();
      for (long row = 0; row < problem.rows(); row++) {
        double mean = 0;
        for (int i = 0; i < size; i++) {
          mean += sum(row * size + i) / size;
        }
        double variance = 0;
        for (int i = 0; i < size; i++) {
          double centred = sum(row * size + i) - mean;
          variance += centred * centred / size;
        }
        set(arrays.statistics(), 2 * row, mean);
        set(arrays.statistics(), 2 * row + 1, 1 / Math.sqrt(variance + problem.epsilon()));
        for (int i = 0; i < size; i++) {
          long at = row * size + i;
          double y = get(arrays.gamma(), i) * normed(row, i) + get(arrays.beta(), i);
          set(arrays.result(), at, y * kept(Dropped.RESULT, at));
        }
      }
    }

    void backward(ResidualGradients gradients) {
      int size = problem.size();
      double[] gamma = new double[size];
      double[] beta = new double[size];
      double alpha = 0;
      for (long row = 0; row < problem.rows(); row++) {
        double mean = 0;
        double product = 0;
        for (int i = 0; i < size; i++) {
          double g = slope(gradients, row * size + i);
          mean += get(arrays.gamma(), i) * g / size;
          product += get(arrays.gamma(), i) * g * normed(row, i) / size;
          gamma[i] += g * normed(row, i);
          beta[i] += g;
        }
        for (int i = 0; i < size; i++) {
          long at = row * size + i;
          double inner = get(arrays.gamma(), i) * slope(gradients, at) - mean;
          double dv = get(arrays.statistics(), 2 * row + 1) * (inner - normed(row, i) * product);
          set(gradients.x(), at, dv);
          if (arrays.hasBranch()) {
            double kept = kept(Dropped.BRANCH, at);
            set(gradients.branch(), at, alpha() * dv * kept);
            alpha += dv * get(arrays.branch(), at) * kept;
          }
        }
      }
      for (int i = 0; i < size; i++) {
        set(gradients.gamma(), i, gamma[i]);
        set(gradients.beta(), i, beta[i]);
      }
      if (arrays.hasAlpha()) {
        set(gradients.alpha(), 0, alpha);
      }
    }

    /** v. */
    private double sum(long at) {
      double x = get(arrays.x(), at);
      return arrays.hasBranch()
          ? x + alpha() * get(arrays.branch(), at) * kept(Dropped.BRANCH, at)
          : x;
    }

    /** n. */
    private double normed(long row, int i) {
      double mean = get(arrays.statistics(), 2 * row);
      return (sum(row * problem.size() + i) - mean) * get(arrays.statistics(), 2 * row + 1);
    }

    /** g. */
    private double slope(ResidualGradients gradients, long at) {
      return get(gradients.result(), at) * kept(Dropped.RESULT, at);
    }

    private double alpha() {
      return arrays.hasAlpha() ? get(arrays.alpha(), 0) : 1;
    }

    private double kept(Dropped where, long at) {
      return arrays.hasDropout() && problem.dropped() == where ? get(arrays.kept(), at) : 1;
    }

    private double get(MemorySegment memory, long at) {
      return PlainElements.get(memory, problem.type().bytes(), at);
    }

    private void set(MemorySegment memory, long at, double value) {
      PlainElements.set(memory, problem.type().bytes(), at, value);
    }
  }
}
