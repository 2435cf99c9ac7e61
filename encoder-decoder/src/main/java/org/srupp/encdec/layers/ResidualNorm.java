package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.srupp.kernels.ResidualKernel;
import org.srupp.kernels.ResidualProblem.Dropped;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;
import org.srupp.seq2seq.autograd.Tape;
import org.srupp.seq2seq.torch.DeviceMemory;

/**
 * LN(x + dropout(y)): what the Transformer wraps around each sub-layer, its normalisation behind
 * the residual connection (Vaswani et al. 2017, section 3.1).
 */
final class ResidualNorm {
  private final String name;
  private final double rate;
  private final ResidualKernel kernel;
  private final DeviceMemory device;
  private final NDArray gamma;
  private final NDArray beta;

  ResidualNorm(String name, ParameterSet parameters, double rate, ResidualKernel kernel) {
    this.kernel = kernel;
    device = parameters.device();
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
   * @param x its input, (L, B, W); a leaf of the tape
   * @param y its output, (L, B, W)
   * @return (L, B, W), a leaf of the tape
   */
  NDArray apply(Tape tape, NDArray x, NDArray y, Dropout masks) {
    NDArray kept = masks.mask(name + ".residual", y, y.getShape(), rate);
    return new ResidualFunction(kernel, Dropped.BRANCH, kept, device)
        .apply(tape, x, y, null, gamma, beta);
  }
}
