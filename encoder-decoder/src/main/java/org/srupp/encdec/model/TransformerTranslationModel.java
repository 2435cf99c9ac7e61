package org.srupp.encdec.model;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.srupp.encdec.layers.Dropout;
import org.srupp.encdec.layers.InferenceKernels;
import org.srupp.encdec.layers.LayerKernels;
import org.srupp.encdec.layers.Ops;
import org.srupp.encdec.layers.Positions;
import org.srupp.encdec.layers.TransformerStack;
import org.srupp.seq2seq.autograd.Initialization;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;
import org.srupp.seq2seq.autograd.Tape;

/**
 * The Transformer translator of Lei 2021, Table 8, in the form of Lin et al. 2020, whose set-up the
 * paper follows: normalisations behind the sub-layers, sinusoidal positions, and an output layer
 * with a bias whose matrix is the target embedding itself.
 */
public final class TransformerTranslationModel implements TranslationModel {
  static final String ENCODER = "encoder";
  static final String DECODER = "decoder";
  static final String SOURCE_TABLE = "embedding_src.weight";
  static final String TARGET_TABLE = "embedding_tgt.weight";
  static final String OUTPUT_BIAS = "output_layer.bias";

  private final TransformerTranslationConfig config;
  private final ParameterSet parameters;
  private final InferenceKernels inferenceKernels;
  private final Positions positions;
  private final TransformerStack encoder;
  private final TransformerStack decoder;

  /**
   * Builds the model over existing parameters.
   *
   * @param parameters hold at least {@link #specs}
   * @param kernels for training and for scoring given sentences
   * @param inferenceKernels for searching
   */
  public TransformerTranslationModel(
      TransformerTranslationConfig config,
      ParameterSet parameters,
      LayerKernels kernels,
      InferenceKernels inferenceKernels) {
    this.config = config;
    this.parameters = parameters;
    this.inferenceKernels = inferenceKernels;
    positions = new Positions(config.width(), parameters.device());
    encoder = new TransformerStack(config.encoder(), ENCODER, parameters, kernels);
    decoder = new TransformerStack(config.decoder(), DECODER, parameters, kernels);
  }

  /**
   * The model's parameters in order. Embeddings are normal with variance 1 / width, zero for
   * padding; matrices Xavier-uniform; biases of attention zero, the others uniform in plus and
   * minus 1 / sqrt(inputs).
   */
  public static List<ParameterSpec> specs(TransformerTranslationConfig config) {
    int w = config.width();
    List<ParameterSpec> specs = new ArrayList<>();
    specs.add(ParameterSpec.of(SOURCE_TABLE, table(w), config.sourceVocabulary(), w));
    specs.add(ParameterSpec.of(TARGET_TABLE, table(w), config.targetVocabulary(), w));
    specs.addAll(TransformerStack.specs(config.encoder(), ENCODER));
    specs.addAll(TransformerStack.specs(config.decoder(), DECODER));
    specs.add(
        ParameterSpec.of(
            OUTPUT_BIAS, Initialization.uniform(1 / Math.sqrt(w)), config.targetVocabulary()));
    return specs;
  }

  private static Initialization table(int width) {
    Initialization normal = Initialization.normal(Math.sqrt(1.0 / width));
    return (values, random) -> {
      normal.fill(values, random);
      Arrays.fill(values, 0, width, 0); // id 0 is padding
    };
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public NDArray logits(Tape tape, TranslationInputs inputs, Dropout dropout) {
    NDArray mask = inputs.encoderMask();
    NDArray source = embed(SOURCE_TABLE, inputs.source(), dropout);
    NDArray memory = encoder.forward(tape, source, mask, null, null, dropout);
    NDArray target = embed(TARGET_TABLE, inputs.target(), dropout);
    NDArray h = decoder.forward(tape, target, causal(inputs), memory, mask, dropout);
    return Ops.full(
        Ops.linear(
            dropout.apply("output", h, config.dropout()),
            parameters.get(TARGET_TABLE),
            parameters.get(OUTPUT_BIAS)));
  }

  /**
   * The target's columns of the decoder's mask, (1, T, T): padding follows a sentence's words, so
   * that not seeing what is later is enough for all of them.
   */
  private static NDArray causal(TranslationInputs inputs) {
    return inputs
        .decoderMask()
        .get("0:1,:,{}:", inputs.source().getShape().get(0))
        .duplicate(); // contiguous
  }

  private NDArray embed(String table, NDArray ids, Dropout dropout) {
    NDArray rows = positions.embed(ids, parameters.get(table));
    return dropout.apply(table, rows, config.embeddingDropout());
  }

  @Override
  public TranslationScorers scorers() {
    return TranslationScorers.over(config, parameters, inferenceKernels);
  }
}
