package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.srupp.seq2seq.autograd.Initialization;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;

/**
 * y = dropout(max(x W1ᵀ + b1, 0)) W2ᵀ + b2, each step for itself (Vaswani et al. 2017, equation 2).
 */
final class FeedForward {
  private final String name;
  private final double rate;
  private final Affine up;
  private final Affine down;

  FeedForward(String name, ParameterSet parameters, double rate) {
    this.name = name;
    this.rate = rate;
    up = Affine.of(up(name), parameters);
    down = Affine.of(down(name), parameters);
  }

  static String up(String name) {
    return name + ".linear1";
  }

  static String down(String name) {
    return name + ".linear2";
  }

  /** All matrices and all biases with the same first values. */
  static List<ParameterSpec> specs(
      String name, int width, int inner, Initialization matrix, Initialization bias) {
    return List.of(
        ParameterSpec.of(up(name) + ".weight", matrix, inner, width),
        ParameterSpec.of(up(name) + ".bias", bias, inner),
        ParameterSpec.of(down(name) + ".weight", matrix, width, inner),
        ParameterSpec.of(down(name) + ".bias", bias, width));
  }

  /** Xavier-uniform matrices; biases uniform in plus and minus 1 / sqrt(inputs). */
  static List<ParameterSpec> specs(String name, int width, int inner) {
    List<ParameterSpec> specs = new ArrayList<>();
    specs.addAll(Affine.specs(up(name), width, inner, inner, bias(width)));
    specs.addAll(Affine.specs(down(name), inner, width, width, bias(inner)));
    return specs;
  }

  private static Initialization bias(int inputs) {
    return Initialization.uniform(1 / Math.sqrt(inputs));
  }

  /**
   * Computes y.
   *
   * @param x (L, B, W)
   * @return (L, B, W)
   */
  NDArray apply(NDArray x, Dropout masks) {
    return Scoped.result(
        () -> down.apply(masks.apply(name + ".relu", Ops.relu(up.apply(x)), rate)), x);
  }
}
