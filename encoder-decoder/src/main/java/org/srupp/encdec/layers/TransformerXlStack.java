package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import org.srupp.seq2seq.autograd.Initialization;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;
import org.srupp.seq2seq.autograd.Tape;
import org.srupp.seq2seq.torch.TensorTypes;

/**
 * The layers of Transformer-XL, each of which sees its own inputs of the chunk before (Dai et al.
 * 2019).
 */
public final class TransformerXlStack {
  // The authors' code; their paper does not say.
  private static final double DEVIATION = 0.02;

  private final List<TransformerXlLayer> layers = new ArrayList<>();
  private final TransformerConfig config;
  private final String name;
  private final Positions positions;
  private final DataType activations;

  /**
   * Builds the stack over existing parameters, whose activations are the type of its results.
   *
   * @param name prefix of its parameters' names
   * @param parameters hold at least {@link #specs}
   * @param kernels over the memory of their device
   */
  public TransformerXlStack(
      TransformerConfig config, String name, ParameterSet parameters, LayerKernels kernels) {
    this.config = config;
    this.name = name;
    activations = parameters.activations();
    positions = new Positions(config.width(), parameters.device());
    NDArray content = parameters.get(contentBias(name));
    NDArray distance = parameters.get(distanceBias(name));
    for (int i = 0; i < config.layers(); i++) {
      String own = TransformerStack.layerName(name, i);
      layers.add(new TransformerXlLayer(config, own, parameters, content, distance, kernels));
    }
  }

  private static String contentBias(String name) {
    return name + ".content_bias";
  }

  private static String distanceBias(String name) {
    return name + ".distance_bias";
  }

  /** The stack's parameters in order: matrices, u and v normal, biases zero. */
  public static List<ParameterSpec> specs(TransformerConfig config, String name) {
    Initialization normal = Initialization.normal(DEVIATION);
    List<ParameterSpec> specs = new ArrayList<>();
    specs.add(ParameterSpec.of(contentBias(name), normal, config.width()));
    specs.add(ParameterSpec.of(distanceBias(name), normal, config.width()));
    for (int i = 0; i < config.layers(); i++) {
      specs.addAll(TransformerXlLayer.specs(config, TransformerStack.layerName(name, i), normal));
    }
    return specs;
  }

  /**
   * Runs the stack over a chunk.
   *
   * @param input embeddings, (L, B, W), which are scaled by sqrt(W)
   * @param memory each layer's inputs before, (M, B, W); or null
   * @param mask of {@link StreamMask}, (1, L, M + L)
   * @return output and inputs; no states
   */
  public StackOutput forward(
      Tape tape, NDArray input, List<NDArray> memory, NDArray mask, Dropout dropout) {
    int keys = Math.toIntExact(mask.getShape().get(2));
    NDArray all = positions.distances(input.getManager(), input.getDataType(), keys);
    NDArray x = TensorTypes.to(positions.scaled(input), activations);
    NDArray distances = dropout.apply(name + ".positions", Ops.as(all, x), config.dropout());
    List<NDArray> inputs = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      inputs.add(x);
      TransformerXlLayer layer = layers.get(i);
      NDArray before = memory == null ? null : Ops.as(memory.get(i), x);
      NDArray y = x;
      x =
          tape.isRecording()
              ? layer.forward(tape, y, before, distances, mask, dropout)
              : Scoped.result(
                  () -> layer.forward(tape, y, before, distances, mask, dropout),
                  y,
                  distances,
                  before);
    }
    return new StackOutput(x, List.of(), inputs);
  }
}
