package org.srupp.encdec.model;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.srupp.encdec.layers.Dropout;
import org.srupp.encdec.layers.LayerKernels;
import org.srupp.encdec.layers.SruppStack;
import org.srupp.encdec.layers.StackOutput;
import org.srupp.encdec.layers.TransformerXlStack;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;
import org.srupp.seq2seq.autograd.Tape;

/** The layers between a language model's embedding and its output. */
interface StreamLayers {
  /** Prefix of the parameters' names. */
  String NAME = "rnn";

  /**
   * Runs the layers over a chunk.
   *
   * @param x embeddings, (L, B, inputs)
   * @param c0 one state (B, D) a layer, or null; unused by layers that have none
   * @param memory one memory (M, B, width of the layer's input) a layer, with nulls where a layer
   *     has no attention; or null
   * @param mask of the attention, (1, L, M + L); null where no layer has attention
   */
  StackOutput forward(
      Tape tape, NDArray x, List<NDArray> c0, List<NDArray> memory, NDArray mask, Dropout dropout);

  /** Builds the layers of a configuration over existing parameters. */
  static StreamLayers of(
      LanguageModelConfig config, ParameterSet parameters, LayerKernels kernels) {
    return switch (config) {
      case SruppLanguageConfig srupp -> {
        SruppStack stack = new SruppStack(srupp.stack(), NAME, parameters, kernels);
        yield (tape, x, c0, memory, mask, dropout) ->
            stack.forward(tape, x, c0, memory, mask, null, dropout);
      }
      case TransformerXlConfig xl -> {
        TransformerXlStack stack = new TransformerXlStack(xl.stack(), NAME, parameters, kernels);
        yield (tape, x, c0, memory, mask, dropout) -> stack.forward(tape, x, memory, mask, dropout);
      }
    };
  }

  /** The parameters of the layers in order. */
  static List<ParameterSpec> specs(LanguageModelConfig config) {
    return switch (config) {
      case SruppLanguageConfig srupp -> SruppStack.specs(srupp.stack(), NAME);
      case TransformerXlConfig xl -> TransformerXlStack.specs(xl.stack(), NAME);
    };
  }
}
