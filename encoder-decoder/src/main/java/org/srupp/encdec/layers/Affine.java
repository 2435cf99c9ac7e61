package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import org.srupp.seq2seq.autograd.Initialization;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;

/**
 * y = x Wᵀ + b with its parameters, {@code NAME.weight} and {@code NAME.bias}.
 *
 * @param weight W, (out, in)
 * @param bias b, (out)
 */
record Affine(NDArray weight, NDArray bias) {
  static Affine of(String name, ParameterSet parameters) {
    return new Affine(parameters.get(name + ".weight"), parameters.get(name + ".bias"));
  }

  /** Its parameters, whose weight has Xavier's first values for so many rows. */
  static List<ParameterSpec> specs(
      String name, long in, long out, long xavierRows, Initialization bias) {
    return List.of(
        ParameterSpec.of(name + ".weight", Initialization.xavier(in, xavierRows, 1), out, in),
        ParameterSpec.of(name + ".bias", bias, out));
  }

  /**
   * Computes y.
   *
   * @param x (..., in)
   * @return (..., out)
   */
  NDArray apply(NDArray x) {
    return Ops.linear(x, weight, bias);
  }

  /**
   * The two halves of y, each in memory of its own: heads of a half of y itself would be copied
   * before every product.
   *
   * @param x (..., in)
   * @return two of (..., out / 2)
   */
  List<NDArray> applyHalves(NDArray x) {
    NDList weights = Ops.rowHalves(weight, x.getManager());
    NDList biases = Ops.rowHalves(bias, x.getManager());
    return List.of(
        Ops.linear(x, weights.get(0), biases.get(0)), Ops.linear(x, weights.get(1), biases.get(1)));
  }
}
