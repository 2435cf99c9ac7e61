package org.srupp.kernels.cuda;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.srupp.kernels.Bfloat16;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.GuardedMemory;
import org.srupp.kernels.SoftmaxArrays;
import org.srupp.kernels.SoftmaxKernel;
import org.srupp.kernels.SoftmaxProblem;

/**
 * One softmax with its arrays in double, and ways to run it on a kernel in any element type,
 * between guards and with poisoned outputs.
 *
 * @param problem sizes; its type is that to which the arrays are rounded
 * @param scores (B * H, L, K)
 * @param mask (B or 1, L or 1, K), or null
 * @param kept (B * H, L, K), or null
 * @param gradient (B * H, L, K)
 */
record SoftmaxCase(
    SoftmaxProblem problem, double[] scores, double[] mask, double[] kept, double[] gradient) {

  /** What a kernel wrote; without dropout the weights are empty. */
  record Result(double[] softmax, double[] weights, double[] gradient) {}

  /** The arrays in the order in which one may be shifted. */
  enum Shifted {
    NONE,
    SCORES,
    MASK,
    KEPT,
    WEIGHTS,
    GRADIENT
  }

  /** Numbers that {@code problem.type()} holds exactly: scores in [-8, 8), others around 1. */
  static SoftmaxCase random(SoftmaxProblem problem, boolean masked, boolean dropout) {
    SplittableRandom random = new SplittableRandom(problem.keys() * 31L + problem.queries());
    int size = (int) problem.rows() * problem.keys();
    int maskSize = problem.maskStreams() * problem.maskQueries() * problem.keys();
    double[] kept = random.doubles(size).map(x -> x < 0.22 ? 0 : 1 / 0.78).toArray();
    return new SoftmaxCase(
        problem,
        rounded(random.doubles(size, -8, 8).toArray(), problem.type()),
        masked
            ? rounded(random.doubles(maskSize, -2, 2).toArray(), problem.type().parameters())
            : null,
        dropout ? rounded(kept, problem.type()) : null,
        rounded(random.doubles(size, -1, 1).toArray(), problem.type()));
  }

  SoftmaxCase withScores(double[] other) {
    return new SoftmaxCase(problem, other, mask, kept, gradient);
  }

  SoftmaxCase withMask(double[] other) {
    return new SoftmaxCase(problem, scores, other, kept, gradient);
  }

  /** One row of it, as a batch of its own. */
  SoftmaxCase row(int row) {
    int keys = problem.keys();
    SoftmaxProblem one = new SoftmaxProblem(1, 1, 1, keys, 1, 1, problem.scale(), problem.type());
    return new SoftmaxCase(
        one,
        row(scores, row),
        row(mask, (int) problem.maskRow(row)),
        row(kept, row),
        row(gradient, row));
  }

  double[] row(double[] array, long row) {
    int start = (int) row * problem.keys();
    return array == null ? null : Arrays.copyOfRange(array, start, start + problem.keys());
  }

  /** Forward, then backward over what it left. */
  Result run(SoftmaxKernel kernel) {
    return run(kernel, Shifted.NONE);
  }

  /** The same with one array at an odd element of its memory. */
  Result run(SoftmaxKernel kernel, Shifted shifted) {
    try (GuardedMemory memory = new GuardedMemory()) {
      SoftmaxArrays arrays = arrays(problem, scores, memory, shifted);
      ElementType type = problem.type();
      MemorySegment dS = of(gradient, type, memory, shifted == Shifted.GRADIENT);
      kernel.forward(problem, arrays);
      kernel.backward(problem, arrays, dS);
      return new Result(
          GuardedMemory.read(arrays.scores(), type),
          GuardedMemory.read(arrays.weights(), type),
          GuardedMemory.read(dS, type));
    }
  }

  /**
   * The same in double.
   *
   * @param softmax that backward reads in place of what forward left
   */
  Result runExactly(SoftmaxKernel twin, double[] softmax) {
    Result result = in(ElementType.FLOAT64).run(twin);
    try (GuardedMemory memory = new GuardedMemory()) {
      SoftmaxProblem exact = in(ElementType.FLOAT64).problem;
      MemorySegment dS = memory.of(gradient, ElementType.FLOAT64);
      twin.backward(exact, arrays(exact, softmax, memory, Shifted.NONE), dS);
      return new Result(
          result.softmax, result.weights, GuardedMemory.read(dS, ElementType.FLOAT64));
    }
  }

  SoftmaxCase in(ElementType type) {
    return new SoftmaxCase(problem.in(type), scores, mask, kept, gradient);
  }

  private SoftmaxArrays arrays(
      SoftmaxProblem p, double[] s, GuardedMemory memory, Shifted shifted) {
    double[] poison = new double[s.length];
    Arrays.fill(poison, Double.NaN);
    return new SoftmaxArrays(
        of(s, p.type(), memory, shifted == Shifted.SCORES),
        of(mask, p.type().parameters(), memory, shifted == Shifted.MASK),
        of(kept, p.type(), memory, shifted == Shifted.KEPT),
        of(kept == null ? null : poison, p.type(), memory, shifted == Shifted.WEIGHTS));
  }

  private static MemorySegment of(
      double[] values, ElementType type, GuardedMemory memory, boolean shifted) {
    if (values == null) {
      return MemorySegment.NULL;
    }
    if (!shifted) {
      return memory.of(values, type);
    }
    double[] later = new double[values.length + 1];
    System.arraycopy(values, 0, later, 1, values.length);
    return memory.of(later, type).asSlice(type.bytes());
  }

  private static double[] rounded(double[] values, ElementType type) {
    boolean bfloat16 = type == ElementType.BFLOAT16;
    return Arrays.stream(values)
        .map(x -> bfloat16 ? Bfloat16.toFloat(Bfloat16.of((float) x)) : (float) x)
        .toArray();
  }
}
