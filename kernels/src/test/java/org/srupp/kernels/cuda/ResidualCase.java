package org.srupp.kernels.cuda;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.srupp.kernels.Bfloat16;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.GuardedMemory;
import org.srupp.kernels.ResidualArrays;
import org.srupp.kernels.ResidualGradients;
import org.srupp.kernels.ResidualKernel;
import org.srupp.kernels.ResidualProblem;

/**
 * One call of residual, normalisation and dropout with its arrays in double, and ways to run it on
 * a kernel in any element type, between guards and with poisoned outputs.
 *
 * @param problem sizes; its type is that to which the arrays are rounded
 * @param x (N, P)
 * @param branch (N, P), or null
 * @param alpha (1), or null
 * @param gamma (P)
 * @param beta (P)
 * @param kept (N, P), or null
 * @param gradient of the result, (N, P)
 */
record ResidualCase(
    ResidualProblem problem,
    double[] x,
    double[] branch,
    double[] alpha,
    double[] gamma,
    double[] beta,
    double[] kept,
    double[] gradient) {
  static final double ALPHA = 0.83;

  /** What is added. */
  enum Added {
    NOTHING,
    BRANCH,
    SCALED_BRANCH
  }

  /** What a kernel wrote; gradients of absent arrays are empty. */
  record Result(
      double[] result,
      double[] statistics,
      double[] x,
      double[] branch,
      double[] alpha,
      double[] gamma,
      double[] beta) {}

  /** The arrays, of which one may be shifted. */
  enum Shifted {
    NONE,
    X,
    BRANCH,
    ALPHA,
    GAMMA,
    BETA,
    KEPT,
    STATISTICS,
    RESULT,
    GRADIENT,
    X_GRADIENT,
    BRANCH_GRADIENT,
    ALPHA_GRADIENT,
    GAMMA_GRADIENT,
    BETA_GRADIENT
  }

  /** Numbers that {@code problem.type()} holds exactly: of rows in [-2, 2), others around 1. */
  static ResidualCase random(ResidualProblem problem, Added added, boolean dropout) {
    SplittableRandom random = new SplittableRandom(problem.size() * 31L + problem.rows());
    int size = problem.rows() * problem.size();
    ElementType type = problem.type();
    ElementType parameters = type.parameters();
    double[] kept = random.doubles(size).map(x -> x < 0.22 ? 0 : 1 / 0.78).toArray();
    double[] branch = rounded(random.doubles(size, -2, 2).toArray(), type);
    return new ResidualCase(
        problem,
        rounded(random.doubles(size, -2, 2).toArray(), type),
        added == Added.NOTHING ? null : branch,
        added == Added.SCALED_BRANCH ? rounded(new double[] {ALPHA}, parameters) : null,
        rounded(random.doubles(problem.size(), -1.5, 1.5).toArray(), parameters),
        rounded(random.doubles(problem.size(), -1, 1).toArray(), parameters),
        dropout ? rounded(kept, type) : null,
        rounded(random.doubles(size, -1, 1).toArray(), type));
  }

  ResidualCase withX(double[] other) {
    return new ResidualCase(problem, other, branch, alpha, gamma, beta, kept, gradient);
  }

  ResidualCase in(ElementType type) {
    return with(problem.rows(), type);
  }

  /** One row of it, as a batch of its own. */
  ResidualCase row(int row) {
    ResidualCase one = with(1, problem.type());
    return new ResidualCase(
        one.problem,
        row(x, row),
        row(branch, row),
        alpha,
        gamma,
        beta,
        row(kept, row),
        row(gradient, row));
  }

  double[] row(double[] array, int row) {
    int size = problem.size();
    return array == null || array.length == 0
        ? array
        : Arrays.copyOfRange(array, row * size, (row + 1) * size);
  }

  /** Forward, then backward, which does not get the result. */
  Result run(ResidualKernel kernel) {
    return run(kernel, Shifted.NONE);
  }

  /** The same with one array at an odd element of its memory. */
  Result run(ResidualKernel kernel, Shifted shifted) {
    try (GuardedMemory memory = new GuardedMemory()) {
      Placed placed = new Placed(memory, shifted, problem.type());
      ResidualArrays a = arrays(placed);
      ResidualGradients g = gradients(placed);
      kernel.forward(problem, a);
      double[] result = GuardedMemory.read(a.result(), problem.type());
      ResidualArrays left =
          new ResidualArrays(
              a.x(),
              a.branch(),
              a.alpha(),
              a.gamma(),
              a.beta(),
              a.kept(),
              a.statistics(),
              MemorySegment.NULL);
      kernel.backward(problem, left, g);
      ElementType type = problem.type();
      return new Result(
          result,
          GuardedMemory.read(a.statistics(), type.parameters()),
          GuardedMemory.read(g.x(), type),
          GuardedMemory.read(g.branch(), type),
          GuardedMemory.read(g.alpha(), type.parameters()),
          GuardedMemory.read(g.gamma(), type.parameters()),
          GuardedMemory.read(g.beta(), type.parameters()));
    }
  }

  private ResidualCase with(int rows, ElementType type) {
    ResidualProblem p = problem;
    return new ResidualCase(
        new ResidualProblem(rows, p.size(), p.epsilon(), p.dropped(), type),
        x,
        branch,
        alpha,
        gamma,
        beta,
        kept,
        gradient);
  }

  private ResidualArrays arrays(Placed placed) {
    return new ResidualArrays(
        placed.rows(x, Shifted.X),
        placed.rows(branch, Shifted.BRANCH),
        placed.parameters(alpha, Shifted.ALPHA),
        placed.parameters(gamma, Shifted.GAMMA),
        placed.parameters(beta, Shifted.BETA),
        placed.rows(kept, Shifted.KEPT),
        placed.parameters(poison(new double[2 * problem.rows()]), Shifted.STATISTICS),
        placed.rows(poison(x), Shifted.RESULT));
  }

  private ResidualGradients gradients(Placed placed) {
    return new ResidualGradients(
        placed.rows(gradient, Shifted.GRADIENT),
        placed.rows(poison(x), Shifted.X_GRADIENT),
        placed.rows(poison(branch), Shifted.BRANCH_GRADIENT),
        placed.parameters(poison(alpha), Shifted.ALPHA_GRADIENT),
        placed.parameters(poison(gamma), Shifted.GAMMA_GRADIENT),
        placed.parameters(poison(beta), Shifted.BETA_GRADIENT));
  }

  private record Placed(GuardedMemory memory, Shifted shifted, ElementType type) {
    MemorySegment rows(double[] values, Shifted name) {
      return place(values, name, type);
    }

    MemorySegment parameters(double[] values, Shifted name) {
      return place(values, name, type.parameters());
    }

    private MemorySegment place(double[] values, Shifted name, ElementType of) {
      if (values == null) {
        return MemorySegment.NULL;
      }
      if (shifted != name) {
        return memory.of(values, of);
      }
      double[] later = new double[values.length + 1];
      System.arraycopy(values, 0, later, 1, values.length);
      return memory.of(later, of).asSlice(of.bytes());
    }
  }

  private static double[] poison(double[] like) {
    if (like == null) {
      return null;
    }
    double[] poison = new double[like.length];
    Arrays.fill(poison, Double.NaN);
    return poison;
  }

  static double[] rounded(double[] values, ElementType type) {
    boolean bfloat16 = type == ElementType.BFLOAT16;
    return Arrays.stream(values)
        .map(x -> bfloat16 ? Bfloat16.toFloat(Bfloat16.of((float) x)) : (float) x)
        .toArray();
  }
}
