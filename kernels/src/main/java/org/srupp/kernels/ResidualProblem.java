package org.srupp.kernels;

import java.util.ArrayList;
import java.util.List;

/**
 * Sizes and options of one call of {@link ResidualKernel}.
 *
 * @param rows N
 * @param size P, numbers of a row
 * @param epsilon added to the variance
 * @param dropped where dropout is, if there is any
 * @param type of rows and their gradients; parameters, their gradients and statistics have {@link
 *     ElementType#parameters()}
 */
public record ResidualProblem(
    int rows, int size, double epsilon, Dropped dropped, ElementType type) {

  /** What dropout's mask multiplies. */
  public enum Dropped {
    /** The branch, before it is added: the Transformer's. */
    BRANCH,
    /** The result: SRU++'s. */
    RESULT
  }

  /**
   * Checks every component.
   *
   * @throws IllegalArgumentException naming all that is wrong
   */
  public ResidualProblem {
    List<String> wrong = new ArrayList<>();
    if (rows < 1) {
      wrong.add("rows must be at least 1, found " + rows);
    }
    if (size < 1) {
      wrong.add("size must be at least 1, found " + size);
    }
    if (!(epsilon > 0 && Double.isFinite(epsilon))) {
      wrong.add("epsilon must be above 0, found " + epsilon);
    }
    if (dropped == null) {
      wrong.add("dropped must be given, found null");
    }
    if (type == null) {
      wrong.add("type must be given, found null");
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException("ResidualProblem: " + String.join("; ", wrong));
    }
  }
}
