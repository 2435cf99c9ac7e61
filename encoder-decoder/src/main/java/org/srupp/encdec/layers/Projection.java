package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.srupp.kernels.ResidualKernel;
import org.srupp.kernels.ResidualProblem.Dropped;
import org.srupp.seq2seq.autograd.Initialization;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;
import org.srupp.seq2seq.autograd.Tape;
import org.srupp.seq2seq.torch.DeviceMemory;

/**
 * U without attention: U = dropout(LN(x W1ᵀ)) W2ᵀ, or one matrix for the plain SRU; memory and
 * masks are ignored.
 *
 * <p>Lei 2021, section 3.3 (layers without attention) and the authors' {@code
 * SRUppProjectedLinear}.
 */
final class Projection implements Transform {
  private final LayerConfig config;
  private final String name;
  private final ResidualKernel kernel;
  private final DeviceMemory device;
  private final NDArray down;
  private final NDArray up;
  private final NDArray gamma;
  private final NDArray beta;

  Projection(LayerConfig config, String name, ParameterSet parameters, ResidualKernel kernel) {
    this.kernel = kernel;
    device = parameters.device();
    this.config = config;
    this.name = name;
    boolean linear = config.transform() == TransformKind.LINEAR;
    down = parameters.get(name + ".linear1.weight");
    up = linear ? null : parameters.get(name + ".linear2.weight");
    boolean norm = !linear && config.transformNorm() != Norm.NONE;
    gamma = norm ? parameters.get(name + ".layer_norm.weight") : null;
    beta = norm ? parameters.get(name + ".layer_norm.bias") : null;
  }

  static List<ParameterSpec> specs(LayerConfig config, String name) {
    long in = config.inputs();
    long p = config.projection();
    long out = (long) config.subMatrices() * config.units();
    double scale = Math.sqrt(1 - config.dropout());
    List<ParameterSpec> specs = new ArrayList<>();
    if (config.transform() == TransformKind.LINEAR) {
      specs.add(
          ParameterSpec.of(
              name + ".linear1.weight", Initialization.xavier(in, out, scale), out, in));
      return specs;
    }
    specs.add(ParameterSpec.of(name + ".linear1.weight", Initialization.xavier(in, p, 1), p, in));
    specs.add(
        ParameterSpec.of(name + ".linear2.weight", Initialization.xavier(p, out, scale), out, p));
    if (config.transformNorm() != Norm.NONE) {
      specs.addAll(SruppLayer.normSpecs(name + ".layer_norm", p));
    }
    return specs;
  }

  @Override
  public NDArray apply(Tape tape, NDArray x, AttentionContext context, Dropout dropout) {
    if (up == null) {
      return Ops.linear(x, down, null);
    }
    NDArray z = Ops.linear(x, down, null);
    return Ops.linear(normed(tape, z, dropout), up, null);
  }

  private NDArray normed(Tape tape, NDArray z, Dropout dropout) {
    String site = name + ".proj";
    if (gamma == null) {
      return dropout.apply(site, z, config.dropout());
    }
    NDArray kept = dropout.mask(site, z, z.getShape(), config.dropout());
    return new ResidualFunction(kernel, Dropped.RESULT, kept, device)
        .apply(tape, z, null, null, gamma, beta);
  }
}
