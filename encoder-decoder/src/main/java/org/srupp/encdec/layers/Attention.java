package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
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
 * U by attention in the inner size P (Lei 2021, equations 4 to 8).
 *
 * <pre>
 *   Z = [memory; x] W1ᵀ          Q = Z of x           [K | V] = Z W2ᵀ
 *   O = softmax(Q Kᵀ / sqrt(P / H) + mask) V          Y = LN(Z of x + alpha O)          U = dropout(Y) W3ᵀ
 * </pre>
 *
 * The residual Z is the one before any normalisation; {@link Norm#PRE} normalises Z for queries,
 * keys and values instead of Y.
 */
final class Attention implements Transform {
  private final LayerConfig config;
  private final String name;
  private final HeadAttention heads;
  private final ResidualKernel residual;
  private final DeviceMemory device;
  private final NDArray w1;
  private final NDArray w2;
  private final NDArray w3;
  private final NDArray alpha;
  private final NDArray gamma;
  private final NDArray beta;

  Attention(LayerConfig config, String name, ParameterSet parameters, LayerKernels kernels) {
    this.config = config;
    this.name = name;
    residual = kernels.residual();
    device = parameters.device();
    heads =
        new HeadAttention(
            config.projection(),
            config.heads(),
            name + ".attn",
            config.attentionDropout(),
            kernels.softmax(),
            device);
    w1 = parameters.get(name + ".linear1.weight");
    w2 = parameters.get(name + ".linear2.weight");
    w3 = parameters.get(name + ".linear3.weight");
    alpha = parameters.get(name + ".alpha");
    boolean norm = config.transformNorm() != Norm.NONE;
    gamma = norm ? parameters.get(name + ".layer_norm.weight") : null;
    beta = norm ? parameters.get(name + ".layer_norm.bias") : null;
  }

  static List<ParameterSpec> specs(LayerConfig config, String name) {
    long in = config.inputs();
    long p = config.projection();
    long out = (long) config.subMatrices() * config.units();
    double scale = Math.sqrt(1 - config.dropout());
    List<ParameterSpec> specs = new ArrayList<>();
    specs.add(ParameterSpec.of(name + ".alpha", Initialization.constant(0), 1));
    specs.add(ParameterSpec.of(name + ".linear1.weight", Initialization.xavier(in, p, 1), p, in));
    specs.add(
        ParameterSpec.of(name + ".linear2.weight", Initialization.xavier(p, 2 * p, 1), 2 * p, p));
    specs.add(
        ParameterSpec.of(name + ".linear3.weight", Initialization.xavier(p, out, scale), out, p));
    if (config.transformNorm() != Norm.NONE) {
      specs.addAll(SruppLayer.normSpecs(name + ".layer_norm", p));
    }
    return specs;
  }

  @Override
  public NDArray apply(Tape tape, NDArray x, AttentionContext context, Dropout dropout) {
    NDArray z = tape.leaf(Ops.linear(x, w1, null));
    NDArray all = withMemory(z, context.memory());
    NDArray seen =
        tape.leaf(config.transformNorm() == Norm.PRE ? Ops.layerNorm(all, gamma, beta) : all);
    NDList halves = Ops.rowHalves(w2, z.getManager());
    NDArray keys = Ops.linear(seen, halves.get(0), null);
    NDArray values = Ops.linear(seen, halves.get(1), null);
    NDArray attended = heads.apply(tape, queries(seen, z), keys, values, context.mask(), dropout);
    return Ops.linear(normed(tape, z, attended, dropout), w3, null);
  }

  private NDArray normed(Tape tape, NDArray z, NDArray attended, Dropout dropout) {
    String site = name + ".proj";
    double rate = config.dropout();
    if (config.transformNorm() != Norm.POST) {
      return dropout.apply(site, attended.mul(Ops.as(alpha, attended)).addi(z), rate);
    }
    NDArray kept = dropout.mask(site, z, z.getShape(), rate);
    return new ResidualFunction(residual, Dropped.RESULT, kept, device)
        .apply(tape, z, attended, alpha, gamma, beta);
  }

  private NDArray withMemory(NDArray z, NDArray memory) {
    if (memory == null) {
      return z;
    }
    NDArray projected = Ops.linear(memory, w1, null);
    projected.attach(z.getManager()); // a memory's own manager outlives the step
    return projected.concat(z, 0);
  }

  private NDArray queries(NDArray seen, NDArray z) {
    if (config.transformNorm() != Norm.PRE) {
      return z;
    }
    long steps = z.getShape().get(0);
    long keys = seen.getShape().get(0);
    return keys == steps ? seen : seen.get("{}:{}", keys - steps, keys);
  }
}
