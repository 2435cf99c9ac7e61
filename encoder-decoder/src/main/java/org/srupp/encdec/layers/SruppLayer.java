package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.srupp.kernels.Activation;
import org.srupp.kernels.Direction;
import org.srupp.kernels.ElementType;
import org.srupp.kernels.RecurrenceKernel;
import org.srupp.kernels.RecurrenceProblem;
import org.srupp.seq2seq.autograd.Initialization;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;
import org.srupp.seq2seq.autograd.Tape;
import org.srupp.seq2seq.torch.DeviceMemory;

/**
 * One SRU++ layer: a transform that computes U, then the element-wise recurrence (Lei 2021, section
 * 3).
 */
public final class SruppLayer {
  private final LayerConfig config;
  private final String name;
  private final RecurrenceKernel kernel;
  private final DeviceMemory device;
  private final Transform transform;
  private final NDArray weightC;
  private final NDArray bias;
  private final NDArray gamma;
  private final NDArray beta;

  /**
   * Builds the layer over existing parameters.
   *
   * @param name prefix of its parameters' names
   * @param parameters hold at least {@link #specs}
   */
  public SruppLayer(
      LayerConfig config, String name, ParameterSet parameters, LayerKernels kernels) {
    this.config = config;
    this.name = name;
    this.kernel = kernels.recurrence();
    device = parameters.device();
    String inner = name + ".transform_module";
    transform =
        config.transform() == TransformKind.ATTENTION
            ? new Attention(config, inner, parameters, kernels)
            : new Projection(config, inner, parameters, kernels.residual());
    weightC = parameters.get(name + ".weight_c");
    bias = parameters.get(name + ".bias");
    boolean norm = config.cellNorm() != Norm.NONE;
    gamma = norm ? parameters.get(name + ".layer_norm.weight") : null;
    beta = norm ? parameters.get(name + ".layer_norm.bias") : null;
  }

  /**
   * The layer's parameters, in the order and under the names of the authors' checkpoints; facts 1.6
   * and 2.3 for first values.
   */
  public static List<ParameterSpec> specs(LayerConfig config, String name) {
    long units = config.units();
    List<ParameterSpec> specs = new ArrayList<>();
    specs.add(ParameterSpec.of(name + ".weight_c", Initialization.uniform(1), 2 * units));
    specs.add(
        ParameterSpec.of(
            name + ".bias", Initialization.halves(0, config.highwayBias()), 2 * units));
    String inner = name + ".transform_module";
    specs.addAll(
        config.transform() == TransformKind.ATTENTION
            ? Attention.specs(config, inner)
            : Projection.specs(config, inner));
    if (config.cellNorm() != Norm.NONE) {
      long width = config.cellNorm() == Norm.PRE ? config.inputs() : units;
      specs.addAll(normSpecs(name + ".layer_norm", width));
    }
    return specs;
  }

  static List<ParameterSpec> normSpecs(String name, long width) {
    return List.of(
        ParameterSpec.of(name + ".weight", Initialization.constant(1), width),
        ParameterSpec.of(name + ".bias", Initialization.constant(0), width));
  }

  /**
   * Runs the layer over a batch.
   *
   * @param input (L, B, inputs)
   * @param c0 state before the first step, (B, D), or null for zeros; a leaf of the engine's graph,
   *     which gets a gradient where it requires one
   * @param context what attention sees besides the input
   * @param padded (L, B) bytes, nonzero where the step is padding: the state is carried over and h
   *     is 0; or null
   * @return h (L, B, D) and the last state (B, D), of the input's manager
   */
  public LayerOutput forward(
      Tape tape,
      NDArray input,
      NDArray c0,
      AttentionContext context,
      NDArray padded,
      Dropout dropout) {
    NDArray x = tape.leaf(input);
    NDArray seen = config.cellNorm() == Norm.PRE ? Ops.layerNorm(x, gamma, beta) : x;
    NDArray u = transform.apply(tape, seen, context, dropout);
    Shape shape = x.getShape();
    double rate = config.cellDropout() ? config.dropout() : 0;
    NDArray maskC =
        dropout.mask(name + ".mask_c", x, new Shape(shape.get(1), config.units()), rate);
    NDArray skip = config.subMatrices() == 3 ? x : null;
    NDArray start = c0 == null ? null : Ops.as(c0, x);
    boolean carried = c0 != null && !c0.hasGradient();
    Recurrence recurrence =
        new Recurrence(kernel, problem(shape, Ops.elementType(u)), maskC, padded, carried, device);
    List<NDArray> outputs = tape.apply(recurrence, Arrays.asList(u, skip, weightC, bias, start));
    NDArray h = outputs.get(0);
    return new LayerOutput(
        config.cellNorm() == Norm.POST ? Ops.layerNorm(h, gamma, beta) : h, outputs.get(1));
  }

  private RecurrenceProblem problem(Shape shape, ElementType type) {
    return new RecurrenceProblem(
        Math.toIntExact(shape.get(0)),
        Math.toIntExact(shape.get(1)),
        config.units(),
        config.bidirectional() ? Direction.BOTH : Direction.FORWARD,
        config.subMatrices(),
        true,
        config.scale(),
        Activation.IDENTITY,
        type);
  }
}
