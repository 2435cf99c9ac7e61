package org.srupp.kernels.bench;

import java.util.Locale;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.ResidualProblem;
import org.srupp.kernels.ResidualProblem.Dropped;

/**
 * A residual connection with its norm to check or time: a problem and which optional arrays it has.
 *
 * @param problem sizes and where dropout is
 * @param branch whether anything is added
 * @param alpha whether what is added has a factor
 * @param dropout whether there is dropout
 */
record ResidualSpec(ResidualProblem problem, boolean branch, boolean alpha, boolean dropout) {
  private static final double EPSILON = 1e-5;

  /** As a layer of SRU++ runs it: attention added with its factor, dropout behind the norm. */
  static ResidualSpec recurrent(int rows, int size, ElementType type) {
    return new ResidualSpec(problem(rows, size, Dropped.RESULT, type), true, true, true);
  }

  /** As a Transformer runs it: dropout on what is added. */
  static ResidualSpec transformer(int rows, int size, ElementType type) {
    return new ResidualSpec(problem(rows, size, Dropped.BRANCH, type), true, false, true);
  }

  /** The norm alone. */
  static ResidualSpec bare(int rows, int size, ElementType type) {
    return new ResidualSpec(problem(rows, size, Dropped.RESULT, type), false, false, false);
  }

  /** The same in another type. */
  ResidualSpec in(ElementType type) {
    ResidualProblem other = problem(problem.rows(), problem.size(), problem.dropped(), type);
    return new ResidualSpec(other, branch, alpha, dropout);
  }

  /** The same with another number of rows. */
  ResidualSpec withRows(int rows) {
    ResidualProblem other = problem(rows, problem.size(), problem.dropped(), problem.type());
    return new ResidualSpec(other, branch, alpha, dropout);
  }

  /** Such as N=131 P=257 BFLOAT16 branch alpha dropout. */
  String title() {
    return String.format(
            Locale.ROOT, "N=%d P=%d %s", problem.rows(), problem.size(), problem.type())
        + (branch ? " branch" : "")
        + (alpha ? " alpha" : "")
        + (dropout ? " dropout" : "");
  }

  /** Of an array of (N, P). */
  long bytes() {
    return (long) problem.rows() * problem.size() * problem.type().bytes();
  }

  /** Of the mean and 1 / standard deviation of each row. */
  long statisticsBytes() {
    return 2L * problem.rows() * parameterBytes();
  }

  /** Of an array of (P). */
  long columnBytes() {
    return (long) problem.size() * parameterBytes();
  }

  /** Of one parameter. */
  int parameterBytes() {
    return problem.type().parameters().bytes();
  }

  /** Reads of x, branch and dropout, writes of the result, each once; bytes. */
  long forwardBytes() {
    return (2 + inputs()) * bytes() + statisticsBytes();
  }

  /**
   * Reads of x, branch, dropout and gradient, writes of those of x and branch, each once; bytes.
   */
  long backwardBytes() {
    return (3 + inputs() + (branch ? 1 : 0)) * bytes() + statisticsBytes();
  }

  private int inputs() {
    return (branch ? 1 : 0) + (dropout ? 1 : 0);
  }

  private static ResidualProblem problem(int rows, int size, Dropped dropped, ElementType type) {
    return new ResidualProblem(rows, size, EPSILON, dropped, type);
  }
}
