package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;
import org.srupp.seq2seq.autograd.Tape;
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
   * @param kernels over the memory of their device
   */
  public TransformerStack(
      TransformerConfig config, String name, ParameterSet parameters, LayerKernels kernels) {
    activations = parameters.activations();
    for (int i = 0; i < config.layers(); i++) {
      layers.add(new TransformerLayer(config, layerName(name, i), parameters, kernels));
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
   * @param mask of every layer's attention to its input, contiguous, (B or 1, L or 1, L); or null
   * @param source the encoder's output, (S, B, W); null where the layers see none
   * @param sourceMask contiguous, (B or 1, L or 1, S), or null
   * @return (L, B, W), of the input's manager
   */
  public NDArray forward(
      Tape tape, NDArray input, NDArray mask, NDArray source, NDArray sourceMask, Dropout dropout) {
    NDArray memory = source == null ? null : tape.leaf(source);
    NDArray x = TensorTypes.to(input, activations);
    for (TransformerLayer layer : layers) {
      NDArray y = x;
      x =
          tape.isRecording()
              ? layer.forward(tape, y, mask, memory, sourceMask, dropout)
              : Scoped.result(
                  () -> layer.forward(tape, y, mask, memory, sourceMask, dropout), y, memory);
    }
    return x;
  }
}
