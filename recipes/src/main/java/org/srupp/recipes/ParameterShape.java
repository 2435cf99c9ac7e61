package org.srupp.recipes;

import java.util.Arrays;

/**
 * Name and shape of one parameter of a model.
 *
 * @param name as in the model file
 * @param shape sizes of its axes; empty for a scalar
 */
public record ParameterShape(String name, long[] shape) {
  /** Number of values. */
  public long size() {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }
}
