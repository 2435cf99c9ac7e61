package org.srupp.kernels.cpu;

import java.lang.foreign.MemorySegment;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.SoftmaxArrays;
import org.srupp.kernels.SoftmaxKernel;
import org.srupp.kernels.SoftmaxProblem;

/**
 * The plain twin of {@link VectorSoftmax}: float32 or float64 memory, double arithmetic, written
 * from the equations.
 */
public final class ReferenceSoftmax implements SoftmaxKernel {
  @Override
  public void forward(SoftmaxProblem problem, SoftmaxArrays arrays) {
    requireType(problem);
    arrays.requireForward(problem);
    int bytes = problem.type().bytes();
    for (long row = 0; row < problem.rows(); row++) {
      double[] softmax = softmax(problem, arrays, row);
      for (int key = 0; key < softmax.length; key++) {
        long at = row * problem.keys() + key;
        PlainElements.set(arrays.scores(), bytes, at, softmax[key]);
        if (arrays.hasDropout()) {
          double kept = PlainElements.get(arrays.kept(), bytes, at);
          PlainElements.set(arrays.weights(), bytes, at, softmax[key] * kept);
        }
      }
    }
  }

  private static double[] softmax(SoftmaxProblem problem, SoftmaxArrays arrays, long row) {
    int bytes = problem.type().bytes();
    double[] x = new double[problem.keys()];
    double max = Double.NEGATIVE_INFINITY;
    for (int key = 0; key < x.length; key++) {
      x[key] =
          problem.scale() * PlainElements.get(arrays.scores(), bytes, row * problem.keys() + key);
      if (arrays.hasMask()) {
        long at = problem.maskRow(row) * problem.keys() + key;
        x[key] += PlainElements.get(arrays.mask(), bytes, at);
      }
      max = Math.max(max, x[key]);
    }
    if (max == Double.NEGATIVE_INFINITY) {
      return new double[x.length];
    }
    double sum = 0;
    for (int key = 0; key < x.length; key++) {
      x[key] = Math.exp(x[key] - max);
      sum += x[key];
    }
    for (int key = 0; key < x.length; key++) {
      x[key] /= sum;
    }
    return x;
  }

  @Override
  public void backward(SoftmaxProblem problem, SoftmaxArrays arrays, MemorySegment gradient) {
    requireType(problem);
    arrays.requireBackward(problem, gradient);
    int bytes = problem.type().bytes();
    double[] slopes = new double[problem.keys()];
    for (long row = 0; row < problem.rows(); row++) {
      double sum = 0;
      double products = 0;
      for (int key = 0; key < slopes.length; key++) {
        long at = row * problem.keys() + key;
        slopes[key] = PlainElements.get(gradient, bytes, at);
        if (arrays.hasDropout()) {
          slopes[key] *= PlainElements.get(arrays.kept(), bytes, at);
        }
        products += slopes[key] * PlainElements.get(arrays.scores(), bytes, at);
        sum += PlainElements.get(arrays.scores(), bytes, at);
      }
      double mean = sum == 0 ? 0 : products / sum;
      for (int key = 0; key < slopes.length; key++) {
        long at = row * problem.keys() + key;
        double weight = PlainElements.get(arrays.scores(), bytes, at);
        PlainElements.set(gradient, bytes, at, problem.scale() * weight * (slopes[key] - mean));
      }
    }
  }

  private static void requireType(SoftmaxProblem problem) {
    if (problem.type() == ElementType.BFLOAT16) {
      throw new IllegalArgumentException(
          "ReferenceSoftmax: found element type BFLOAT16, expected FLOAT32 or FLOAT64; only a card"
              + " keeps weights as bfloat16");
    }
  }
}
