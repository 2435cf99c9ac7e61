package org.srupp.seq2seq.autograd;

/**
 * What a parameter is before there is a tensor for it.
 *
 * @param name its name in checkpoints
 * @param shape its shape
 * @param initialization how its first values are drawn
 */
public record ParameterSpec(String name, long[] shape, Initialization initialization) {
  /** Makes a description from a shape written as numbers. */
  public static ParameterSpec of(String name, Initialization initialization, long... shape) {
    return new ParameterSpec(name, shape, initialization);
  }

  /** Number of values. */
  public long size() {
    long size = 1;
    for (long dimension : shape) {
      size *= dimension;
    }
    return size;
  }
}
