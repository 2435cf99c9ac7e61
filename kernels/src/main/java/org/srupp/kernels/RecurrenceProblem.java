package org.srupp.kernels;

import java.util.ArrayList;
import java.util.List;

/**
 * Sizes and options of one SRU recurrence, which every backend reads in the same way.
 *
 * <p>With s the skip term (see {@code subMatrices}), m the mask of the state and all products
 * element-wise, at step t:
 *
 * <pre>
 *   f[t] = sigmoid(U[t,1] + v_f c[t-1] + b_f)
 *   r[t] = sigmoid(U[t,2] + v_r c[t-1] + b_r)
 *   c[t] = f[t] c[t-1] + (1 - f[t]) U[t,0]
 *   h[t] = (g(c[t]) - s[t]) m r[t] + s[t]
 * </pre>
 *
 * Equations 1 to 4 of <a href="https://arxiv.org/abs/1709.02755">Lei et al. 2018</a>, with the mask
 * as the authors' code applies it. A padded step has c[t] = c[t-1] and h[t] = 0.
 *
 * @param length steps, L
 * @param batch streams, B
 * @param units all units of the output, D; even with {@link Direction#BOTH}
 * @param direction which way the units walk through time
 * @param subMatrices k: 3, or 4 when U[t,3] is the skip term
 * @param skip whether there is a skip term; without one k is 3 and s = 0
 * @param scale factor of x in the skip term s = scale x of k = 3; U[t,3] is never scaled
 * @param activation g
 * @param type of every array but the padding, which has bytes, and the parameters, which have
 *     {@link ElementType#parameters()}
 */
public record RecurrenceProblem(
    int length,
    int batch,
    int units,
    Direction direction,
    int subMatrices,
    boolean skip,
    double scale,
    Activation activation,
    ElementType type) {

  /**
   * Checks every component.
   *
   * @throws IllegalArgumentException naming all that is wrong
   */
  public RecurrenceProblem {
    List<String> wrong = new ArrayList<>();
    requirePositive(wrong, "length", length);
    requirePositive(wrong, "batch", batch);
    requirePositive(wrong, "units", units);
    if (direction == Direction.BOTH && units % 2 != 0) {
      wrong.add("units must be even with direction BOTH (half run each way), found " + units);
    }
    if (subMatrices != 3 && subMatrices != 4) {
      wrong.add("subMatrices must be 3 or 4, found " + subMatrices);
    }
    if (subMatrices == 4 && !skip) {
      wrong.add("subMatrices must be 3 without a skip term, found 4");
    }
    if (!Double.isFinite(scale)) {
      wrong.add("scale must be finite, found " + scale);
    }
    requirePresent(wrong, "direction", direction);
    requirePresent(wrong, "activation", activation);
    requirePresent(wrong, "type", type);
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException("RecurrenceProblem: " + String.join("; ", wrong));
    }
  }

  /** Whether the skip term is read from x: there is one, and it is not U[t,3]. */
  public boolean skipFromInput() {
    return skip && subMatrices == 3;
  }

  private static void requirePositive(List<String> wrong, String name, int value) {
    if (value < 1) {
      wrong.add(name + " must be at least 1, found " + value);
    }
  }

  private static void requirePresent(List<String> wrong, String name, Object value) {
    if (value == null) {
      wrong.add(name + " must be given, found null");
    }
  }
}
