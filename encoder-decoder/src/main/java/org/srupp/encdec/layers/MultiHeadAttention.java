package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.srupp.kernels.SoftmaxKernel;
import org.srupp.seq2seq.autograd.Initialization;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;
import org.srupp.seq2seq.autograd.Tape;

/**
 * The Transformer's attention (Vaswani et al. 2017, section 3.2.2).
 *
 * <pre>
 *   Q = x Wqᵀ + bq          [K | V] = seen Wkvᵀ + bkv          y = softmax(Q Kᵀ / sqrt(W / H) + mask) V Woᵀ + bo
 * </pre>
 *
 * <p>Q, K and V start as one Xavier-uniform matrix of 3 W rows would, as in the translator of Lin
 * et al. 2020; biases start at zero.
 */
final class MultiHeadAttention {
  private final HeadAttention heads;
  private final Affine query;
  private final Affine keysAndValues;
  private final Affine output;

  MultiHeadAttention(
      TransformerConfig config, String name, ParameterSet parameters, SoftmaxKernel kernel) {
    heads = HeadAttention.of(config, name, kernel, parameters.device());
    query = Affine.of(query(name), parameters);
    keysAndValues = Affine.of(keysAndValues(name), parameters);
    output = Affine.of(output(name), parameters);
  }

  static String query(String name) {
    return name + ".query";
  }

  static String keysAndValues(String name) {
    return name + ".keys_values";
  }

  static String output(String name) {
    return name + ".output";
  }

  static List<ParameterSpec> specs(TransformerConfig config, String name) {
    long w = config.width();
    Initialization zero = Initialization.constant(0);
    List<ParameterSpec> specs = new ArrayList<>();
    specs.addAll(Affine.specs(query(name), w, w, 3 * w, zero));
    specs.addAll(Affine.specs(keysAndValues(name), w, 2 * w, 3 * w, zero));
    specs.addAll(Affine.specs(output(name), w, w, w, zero));
    return specs;
  }

  /**
   * Attends.
   *
   * @param x what asks, (L, B, W); a leaf of the tape
   * @param seen what is asked, (K, B, W); a leaf of the tape
   * @param mask added to the scaled scores, contiguous, (B or 1, L or 1, K); or null
   * @return (L, B, W)
   */
  NDArray apply(Tape tape, NDArray x, NDArray seen, NDArray mask, Dropout masks) {
    List<NDArray> both = keysAndValues.applyHalves(seen);
    return output.apply(heads.apply(tape, query.apply(x), both.get(0), both.get(1), mask, masks));
  }
}
