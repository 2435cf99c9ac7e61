package org.srupp.encdec.model;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.srupp.encdec.layers.Dropout;
import org.srupp.encdec.layers.InferenceKernels;
import org.srupp.encdec.layers.LayerKernels;
import org.srupp.encdec.layers.Ops;
import org.srupp.encdec.layers.SruppStack;
import org.srupp.encdec.layers.StackOutput;
import org.srupp.seq2seq.autograd.Initialization;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;
import org.srupp.seq2seq.autograd.Tape;

/**
 * The SRU++ translator: the decoder's attention layers see the encoder's last states and their own
 * past under one softmax (Lei 2021, section 4.4).
 *
 * <p>Embeddings are looked up without scaling or positions; a bias-free matrix brings them to the
 * layers' width; the decoder's output goes back to the embedding's width and is compared with the
 * target embedding itself.
 */
public final class SruppTranslationModel implements TranslationModel {
  private final SruppTranslationConfig config;
  private final ParameterSet parameters;
  private final SruppStack encoder;
  private final SruppStack decoder;
  private final InferenceKernels inferenceKernels;

  /**
   * Builds the model over existing parameters.
   *
   * @param parameters hold at least {@link #specs}
   * @param kernels for training and for scoring given sentences
   * @param inferenceKernels for searching
   */
  public SruppTranslationModel(
      SruppTranslationConfig config,
      ParameterSet parameters,
      LayerKernels kernels,
      InferenceKernels inferenceKernels) {
    this.config = config;
    this.parameters = parameters;
    this.inferenceKernels = inferenceKernels;
    encoder = new SruppStack(config.encoder(), "encoder", parameters, kernels);
    decoder = new SruppStack(config.decoder(), "decoder", parameters, kernels);
  }

  /**
   * The model's parameters in order. Embeddings are normal with variance 1 / width, matrices
   * Xavier-uniform, biases zero.
   */
  public static List<ParameterSpec> specs(SruppTranslationConfig config) {
    long e = config.embedding();
    Initialization embedding = Initialization.normal(Math.sqrt(1.0 / e));
    List<ParameterSpec> specs = new ArrayList<>();
    specs.add(ParameterSpec.of("embedding_src.weight", embedding, config.sourceVocabulary(), e));
    specs.add(ParameterSpec.of("embedding_tgt.weight", embedding, config.targetVocabulary(), e));
    specs.addAll(SruppStack.specs(config.encoder(), "encoder"));
    specs.addAll(SruppStack.specs(config.decoder(), "decoder"));
    specs.add(
        ParameterSpec.of(
            "output_projection.weight",
            Initialization.xavier(config.hidden(), e, 1),
            e,
            config.hidden()));
    specs.add(ParameterSpec.of("output_projection.bias", Initialization.constant(0), e));
    specs.add(
        ParameterSpec.of(
            "output_layer.bias", Initialization.constant(0), config.targetVocabulary()));
    return specs;
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public NDArray logits(Tape tape, TranslationInputs inputs, Dropout dropout) {
    NDArray source = embed("embedding_src", inputs.source(), dropout);
    StackOutput encoded =
        encoder.forward(
            tape, source, null, null, inputs.encoderMask(), inputs.sourcePadded(), dropout);
    List<NDArray> memory = Collections.nCopies(decoder.size(), tape.leaf(encoded.h()));
    List<NDArray> start = config.decoderStart() == DecoderStart.ENCODER ? encoded.states() : null;
    NDArray target = embed("embedding_tgt", inputs.target(), dropout);
    StackOutput decoded =
        decoder.forward(
            tape, target, start, memory, inputs.decoderMask(), inputs.targetPadded(), dropout);
    return output(decoded.h(), dropout);
  }

  private NDArray output(NDArray h, Dropout dropout) {
    NDArray narrow =
        Ops.linear(
            dropout.apply("output", h, config.dropout()),
            parameters.get("output_projection.weight"),
            parameters.get("output_projection.bias"));
    return Ops.full(
        Ops.linear(
            narrow, parameters.get("embedding_tgt.weight"), parameters.get("output_layer.bias")));
  }

  private NDArray embed(String name, NDArray ids, Dropout dropout) {
    NDArray rows = Ops.embedding(ids, parameters.get(name + ".weight"));
    return dropout.apply(name, rows, config.embeddingDropout());
  }

  @Override
  public TranslationScorers scorers() {
    return TranslationScorers.over(config, parameters, inferenceKernels);
  }
}
