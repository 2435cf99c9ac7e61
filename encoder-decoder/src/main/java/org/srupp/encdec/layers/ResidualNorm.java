package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;

/**
 * LN(x + dropout(y)): what the Transformer wraps around each sub-layer, its normalisation behind
 * the residual connection (Vaswani et al. 2017, section 3.1).
 */
final class ResidualNorm {
  private final String name;
  private final double rate;
  private final NDArray gamma;
  private final NDArray beta;

  ResidualNorm(String name, ParameterSet parameters, double rate) {
    this.name = name;
    this.rate = rate;
    gamma = parameters.get(name + ".weight");
    beta = parameters.get(name + ".bias");
  }

  static List<ParameterSpec> specs(String name, int width) {
    return SruppLayer.normSpecs(name, width);
  }

  /**
   * Wraps a sub-layer.
   *
   * @param x its input, (L, B, W)
   * @param y its output, (L, B, W); overwritten
   * @return (L, B, W)
   */
  NDArray apply(NDArray x, NDArray y, Dropout masks) {
    return Ops.layerNorm(masks.apply(name + ".residual", y, rate).addi(x), gamma, beta);
  }
}
