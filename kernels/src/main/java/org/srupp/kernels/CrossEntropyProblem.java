package org.srupp.kernels;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Sizes and constants of one call of {@link CrossEntropyKernel}.
 *
 * @param rows predictions N, not negative
 * @param classes vocabulary size V, at least 1; at least 2 with label smoothing
 * @param labelSmoothing probability that the smoothed target gives to the other classes, in [0, 1)
 * @param gradientScale factor of the gradient, finite
 */
public record CrossEntropyProblem(
    int rows, int classes, double labelSmoothing, double gradientScale) {

  /**
   * @throws IllegalArgumentException if a number is outside its range; names all that are
   */
  public CrossEntropyProblem {
    List<String> wrong = new ArrayList<>();
    if (rows < 0) {
      wrong.add("rows must not be negative, found " + rows);
    }
    if (classes < 1 || (classes == 1 && labelSmoothing > 0)) {
      wrong.add("classes must be at least 1, 2 with label smoothing, found " + classes);
    }
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      wrong.add("labelSmoothing must be in [0, 1), found " + labelSmoothing);
    }
    if (!Double.isFinite(gradientScale)) {
      wrong.add("gradientScale must be finite, found " + gradientScale);
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
  }

  /** Weight of every class in the smoothed loss: labelSmoothing / (V - 1). */
  public double uniformWeight() {
    return labelSmoothing == 0 ? 0 : labelSmoothing / (classes - 1);
  }

  /** Additional weight of the target in the smoothed loss: 1 - labelSmoothing - uniformWeight. */
  public double targetWeight() {
    return 1 - labelSmoothing - uniformWeight();
  }

  /**
   * Refuses targets that are no class and arrays that have not a value for each row.
   *
   * @throws IllegalArgumentException naming the first such array or row
   */
  public void checkRows(int[] targets, RowLosses losses) {
    require("targets", targets.length, rows, "rows");
    require("losses", losses.nll().length, rows, "rows");
    for (int row = 0; row < rows; row++) {
      if (targets[row] >= classes) {
        throw new IllegalArgumentException(
            "targets: found class "
                + targets[row]
                + " at row "
                + row
                + ", expected less than "
                + classes);
      }
    }
  }

  /**
   * Refuses memory whose size is not that of an (N, V) matrix.
   *
   * @throws IllegalArgumentException naming the memory by {@code name}
   */
  public void checkMatrix(String name, MemorySegment memory, int elementBytes) {
    require(name, memory.byteSize(), (long) rows * classes * elementBytes, "bytes");
  }

  private static void require(String name, long found, long expected, String unit) {
    if (found != expected) {
      throw new IllegalArgumentException(
          name + ": found " + found + " " + unit + ", expected " + expected);
    }
  }
}
