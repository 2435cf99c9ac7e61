package org.srupp.encdec.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.srupp.encdec.layers.AdaptiveEmbedding;
import org.srupp.encdec.layers.AdaptiveSoftmax;
import org.srupp.encdec.layers.Dropout;
import org.srupp.encdec.layers.Ops;
import org.srupp.encdec.layers.StackOutput;
import org.srupp.encdec.layers.WordParameters;
import org.srupp.kernels.RowLosses;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;
import org.srupp.seq2seq.autograd.Tape;
import org.srupp.seq2seq.data.StreamChunk;

/**
 * A language model, of SRU++ (Lei 2021) or a Transformer-XL (Dai et al. 2019): embedding, dropout,
 * layers that carry their state and see the chunk before, dropout, and the softmax.
 */
public final class LanguageModel {
  private final LanguageModelConfig config;
  private final ParameterSet parameters;
  private final LanguageModelKernels kernels;
  private final AdaptiveEmbedding embedding;
  private final StreamLayers layers;
  private final AdaptiveSoftmax softmax;
  private final LastMask lastMask;

  /**
   * Builds the model over existing parameters.
   *
   * @param parameters hold at least {@link #specs}
   */
  public LanguageModel(
      LanguageModelConfig config, ParameterSet parameters, LanguageModelKernels kernels) {
    this.config = config;
    this.parameters = parameters;
    this.kernels = kernels;
    WordParameters words = words(config);
    double rate = config.embeddingDropout();
    embedding = new AdaptiveEmbedding(words, parameters, config.inputs(), rate);
    layers = StreamLayers.of(config, parameters, kernels.layers());
    softmax = new AdaptiveSoftmax(words, parameters, kernels.crossEntropy(), rate);
    NDManager manager = parameters.all().getFirst().value().getManager();
    lastMask = new LastMask(manager.newSubManager(), parameters.device());
  }

  private static WordParameters words(LanguageModelConfig config) {
    return new WordParameters(
        config.words(), config.vocabulary(), config.inputs(), config.hidden());
  }

  /** The model's parameters in order; SRU++'s under the names of the authors' checkpoints. */
  public static List<ParameterSpec> specs(LanguageModelConfig config) {
    WordParameters words = words(config);
    List<ParameterSpec> specs = new ArrayList<>(words.inputSpecs());
    specs.addAll(StreamLayers.specs(config));
    specs.addAll(words.outputSpecs());
    return specs;
  }

  public LanguageModelConfig config() {
    return config;
  }

  /** The trained tensors. */
  public ParameterSet parameters() {
    return parameters;
  }

  /**
   * Reads streams one token at a time from their start, with the parameters as they are now; close
   * it before they are trained on or freed.
   *
   * @param rows number of streams
   * @param window tokens that a token sees before itself
   * @throws IllegalArgumentException if there is no row, or the window is less than 1
   */
  public LanguageModelSteps steps(int rows, int window) {
    if (rows < 1 || window < 1) {
      throw new IllegalArgumentException(
          "rows and window must be at least 1, found " + rows + " and " + window);
    }
    return switch (config) {
      case SruppLanguageConfig srupp -> new StackSteps(this, srupp, words(config), rows, window);
      case TransformerXlConfig xl -> new ChunkSteps(this, words(config), rows, window);
    };
  }

  LanguageModelKernels kernels() {
    return kernels;
  }

  /**
   * Runs embedding and layers over a chunk.
   *
   * @param manager of everything that is computed
   * @param c0 one state (B, D) a layer, or null for zeros
   * @param memory one memory (M, B, D) a layer, with nulls where a layer has no attention; or null
   * @param window tokens before its own that a token sees at most
   * @return outputs with dropout, and each layer's state and input
   */
  StackOutput run(
      Tape tape,
      NDManager manager,
      StreamChunk chunk,
      List<NDArray> c0,
      List<NDArray> memory,
      int window,
      Dropout dropout) {
    Shape shape = new Shape(chunk.steps(), chunk.streams());
    NDArray embedded = embedding.forward(tape, manager, chunk.inputs(), shape, dropout);
    NDArray x = dropout.apply("embedding_layer.emb", embedded, config.dropout());
    NDArray mask = mask(x, memory, window);
    StackOutput output = layers.forward(tape, x, c0, memory, mask, dropout);
    NDArray h = dropout.apply("output_layer.out", Ops.full(output.h()), config.dropout());
    return new StackOutput(h, output.states(), output.inputs());
  }

  private NDArray mask(NDArray x, List<NDArray> memory, int window) {
    if (config.attentionLayers().isEmpty()) {
      return null;
    }
    int steps = Math.toIntExact(x.getShape().get(0));
    int before = 0;
    for (int i : config.attentionLayers()) {
      NDArray own = memory == null ? null : memory.get(i - 1);
      before = own == null ? 0 : Math.toIntExact(own.getShape().get(0));
    }
    return lastMask.get(x.getDataType(), steps, before, window);
  }

  /** The loss on the tape; see {@link AdaptiveSoftmax#loss}. */
  NDArray loss(
      Tape tape,
      StackOutput output,
      StreamChunk chunk,
      double scale,
      Dropout dropout,
      RowLosses losses) {
    return softmax.loss(tape, output.h(), chunk.targets(), scale, dropout, losses);
  }

  /** Nats of every target, (L * B). */
  RowLosses losses(StackOutput output, StreamChunk chunk) {
    return softmax.losses(output.h(), chunk.targets());
  }
}
