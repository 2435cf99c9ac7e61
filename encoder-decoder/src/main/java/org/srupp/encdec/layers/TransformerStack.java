package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;
import org.srupp.seq2seq.torch.TensorTypes;

/** Transformer layers on top of each other, without a normalisation after the last. */
public final class TransformerStack {
  private final List<TransformerLayer> layers = new ArrayList<>();
  private final DataType activations;

  /**
   * Builds the stack over existing parameters, whose activations are the type of its results.
   *
   * @param name prefix of its parameters' names
   * @param parameters hold at least {@link #specs}
   */
  public TransformerStack(TransformerConfig config, String name, ParameterSet parameters) {
    activations = parameters.activations();
    for (int i = 0; i < config.layers(); i++) {
      layers.add(new TransformerLayer(config, layerName(name, i), parameters));
    }
  }

  static String layerName(String name, int layer) {
    return name + ".layers." + layer;
  }

  /** The stack's parameters in order. */
  public static List<ParameterSpec> specs(TransformerConfig config, String name) {
    List<ParameterSpec> specs = new ArrayList<>();
    for (int i = 0; i < config.layers(); i++) {
      specs.addAll(TransformerLayer.specs(config, layerName(name, i)));
    }
    return specs;
  }

  /**
   * Runs the stack over a batch.
   *
   * @param input (L, B, W)
   * @param mask of every layer's attention to its input, broadcastable to (B, L, L); or null
   * @param source the encoder's output, (S, B, W); null where the layers see none
   * @param sourceMask broadcastable to (B, L, S), or null
   * @return (L, B, W), of the input's manager
   */
  public NDArray forward(
      NDArray input, NDArray mask, NDArray source, NDArray sourceMask, Dropout dropout) {
    NDArray x = TensorTypes.to(input, activations);
    for (TransformerLayer layer : layers) {
      x = run(layer, x, mask, source, sourceMask, dropout);
    }
    return x;
  }

  /**
   * Frees what a layer computes between its input and its output, the scores above all, but for
   * what the engine itself keeps for gradients.
   */
  private static NDArray run(
      TransformerLayer layer,
      NDArray x,
      NDArray mask,
      NDArray source,
      NDArray sourceMask,
      Dropout dropout) {
    NDManager outer = x.getManager();
    try (NDManager inner = outer.newSubManager()) {
      x.tempAttach(inner); // results belong to the manager of the first operand
      if (source != null) {
        source.tempAttach(inner);
      }
      NDArray y = layer.forward(x, mask, source, sourceMask, dropout);
      y.attach(outer);
      return y;
    }
  }
}
