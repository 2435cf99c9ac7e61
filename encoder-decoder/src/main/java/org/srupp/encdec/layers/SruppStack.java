package org.srupp.encdec.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import org.srupp.seq2seq.autograd.Initialization;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;
import org.srupp.seq2seq.autograd.Tape;
import org.srupp.seq2seq.torch.TensorTypes;

/** Layers on top of each other, each seeing its own memory (the authors' {@code SRUpp}). */
public final class SruppStack {
  private final List<SruppLayer> layers = new ArrayList<>();
  private final NDArray inputToHidden;
  private final DataType activations;

  /**
   * Builds the stack over existing parameters.
   *
   * @param name prefix of its parameters' names
   */
  public SruppStack(
      StackConfig config, String name, ParameterSet parameters, LayerKernels kernels) {
    activations = parameters.activations();
    List<LayerConfig> configs = config.layerConfigs();
    for (int i = 0; i < configs.size(); i++) {
      layers.add(new SruppLayer(configs.get(i), layerName(name, i), parameters, kernels));
    }
    inputToHidden =
        config.projectsInput() ? parameters.get(name + ".input_to_hidden.weight") : null;
  }

  private static String layerName(String name, int layer) {
    return name + ".rnn_lst." + layer;
  }

  /** The stack's parameters in order. */
  public static List<ParameterSpec> specs(StackConfig config, String name) {
    List<ParameterSpec> specs = new ArrayList<>();
    if (config.projectsInput()) {
      specs.add(
          ParameterSpec.of(
              name + ".input_to_hidden.weight",
              Initialization.xavier(config.inputs(), config.units(), 1),
              config.units(),
              config.inputs()));
    }
    List<LayerConfig> layers = config.layerConfigs();
    for (int i = 0; i < layers.size(); i++) {
      specs.addAll(SruppLayer.specs(layers.get(i), layerName(name, i)));
    }
    return specs;
  }

  /** Number of layers. */
  public int size() {
    return layers.size();
  }

  /**
   * Runs the stack over a batch; results have the type of the parameters' activations.
   *
   * @param input (L, B, inputs)
   * @param c0 one state (B, D) a layer, or null for zeros
   * @param memory one memory (M, B, width of the layer's input) a layer, with nulls where a layer
   *     has none; or null
   * @param mask of {@link AttentionContext#mask}, the same for all layers; or null
   * @param padded (L, B) bytes, or null
   */
  public StackOutput forward(
      Tape tape,
      NDArray input,
      List<NDArray> c0,
      List<NDArray> memory,
      NDArray mask,
      NDArray padded,
      Dropout dropout) {
    NDArray kept = TensorTypes.to(input, activations);
    NDArray x = inputToHidden == null ? kept : Ops.linear(kept, inputToHidden, null);
    List<NDArray> states = new ArrayList<>();
    List<NDArray> inputs = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      x = tape.leaf(x);
      inputs.add(x);
      NDArray own = memory == null ? null : memory.get(i);
      NDArray seen = own == null ? null : Ops.as(own, x);
      AttentionContext context = new AttentionContext(seen, mask);
      NDArray c = c0 == null ? null : c0.get(i);
      LayerOutput output =
          tape.isRecording()
              ? layers.get(i).forward(tape, x, c, context, padded, dropout)
              : evaluate(layers.get(i), tape, x, c, context, padded, dropout);
      states.add(output.c());
      x = output.h();
    }
    return new StackOutput(x, states, inputs);
  }

  /**
   * Without gradients nothing but a layer's outputs is needed again; what it computes between them
   * is freed, or an evaluation would hold the scores of all layers at once.
   */
  private static LayerOutput evaluate(
      SruppLayer layer,
      Tape tape,
      NDArray x,
      NDArray c0,
      AttentionContext context,
      NDArray padded,
      Dropout dropout) {
    NDManager outer = x.getManager();
    try (NDManager inner = outer.newSubManager()) {
      x.tempAttach(inner); // results belong to the manager of the first operand
      if (context.memory() != null) {
        context.memory().tempAttach(inner);
      }
      LayerOutput output = layer.forward(tape, x, c0, context, padded, dropout);
      output.h().attach(outer);
      output.c().attach(outer);
      return output;
    }
  }
}
