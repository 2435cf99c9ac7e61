package org.srupp.recipes.translation;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.google.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.srupp.encdec.layers.InferenceKernels;
import org.srupp.encdec.layers.InferenceWeights;
import org.srupp.encdec.layers.LayerKernels;
import org.srupp.encdec.layers.Norm;
import org.srupp.encdec.model.DecoderStart;
import org.srupp.encdec.model.SruppTranslationConfig;
import org.srupp.encdec.model.SruppTranslationModel;
import org.srupp.encdec.model.TransformerTranslationConfig;
import org.srupp.encdec.model.TransformerTranslationModel;
import org.srupp.encdec.model.TranslationConfig;
import org.srupp.encdec.model.TranslationModel;
import org.srupp.encdec.model.TranslationScorers;
import org.srupp.recipes.config.ModelSection;
import org.srupp.recipes.config.ModelSection.EncoderDirection;
import org.srupp.recipes.config.ModelSection.InitialState;
import org.srupp.recipes.config.SruppSection;
import org.srupp.recipes.config.TrainSection.Precision;
import org.srupp.recipes.config.TransformerSection;
import org.srupp.recipes.training.Precisions;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;
import org.srupp.seq2seq.torch.DeviceMemory;

/** Builds the model that a recipe describes. */
public final class TranslationModels {
  private final LayerKernels layers;
  private final InferenceKernels inference;
  private final DeviceMemory device;

  /**
   * @param layers for training, over the device's memory
   * @param inference for searching, on the processor
   * @param device where models are built
   */
  @Inject
  public TranslationModels(LayerKernels layers, InferenceKernels inference, DeviceMemory device) {
    this.layers = layers;
    this.inference = inference;
    this.device = device;
  }

  /** Where models are built. */
  public DeviceMemory device() {
    return device;
  }

  /**
   * The model's parameters, in the order of the model file.
   *
   * @param sourceVocabulary source pieces, specials included
   * @param targetVocabulary target pieces, specials included
   */
  public static List<ParameterSpec> specs(
      ModelSection model, int sourceVocabulary, int targetVocabulary) {
    return switch (config(model, sourceVocabulary, targetVocabulary)) {
      case SruppTranslationConfig srupp -> SruppTranslationModel.specs(srupp);
      case TransformerTranslationConfig transformer ->
          TransformerTranslationModel.specs(transformer);
    };
  }

  /**
   * Builds a model with first values.
   *
   * @param manager owns the parameters
   * @param seed of the first values
   */
  public TranslationModel build(
      NDManager manager,
      ModelSection model,
      int sourceVocabulary,
      int targetVocabulary,
      long seed) {
    return build(manager, model, sourceVocabulary, targetVocabulary, seed, Precision.FLOAT32);
  }

  /**
   * Builds a model with first values, for training.
   *
   * @param manager owns the parameters
   * @param seed of the first values
   * @param precision of training, resolved; parameters are float32 in each
   */
  public TranslationModel build(
      NDManager manager,
      ModelSection model,
      int sourceVocabulary,
      int targetVocabulary,
      long seed,
      Precision precision) {
    List<ParameterSpec> specs = specs(model, sourceVocabulary, targetVocabulary);
    ParameterSet parameters =
        new ParameterSet(
            manager,
            specs,
            DataType.FLOAT32,
            seed,
            device,
            Precisions.activations(precision, device));
    return switch (config(model, sourceVocabulary, targetVocabulary)) {
      case SruppTranslationConfig srupp ->
          new SruppTranslationModel(srupp, parameters, layers, inference);
      case TransformerTranslationConfig transformer ->
          new TransformerTranslationModel(transformer, parameters, layers, inference);
    };
  }

  /**
   * Searches with given weights.
   *
   * @param weights of {@link #specs}; must outlive the result
   */
  public TranslationScorers scorers(
      ModelSection model, int sourceVocabulary, int targetVocabulary, InferenceWeights weights) {
    return TranslationScorers.over(
        config(model, sourceVocabulary, targetVocabulary), weights, inference);
  }

  /** The network that a recipe or a model folder describes. */
  static TranslationConfig config(ModelSection model, int source, int target) {
    return switch (model) {
      case SruppSection srupp -> config(srupp, source, target);
      case TransformerSection transformer -> config(transformer, source, target);
    };
  }

  private static TranslationConfig config(TransformerSection model, int source, int target) {
    return new TransformerTranslationConfig(
        source,
        target,
        model.hidden(),
        model.heads(),
        model.feedForward(),
        model.encoderLayers(),
        model.decoderLayers(),
        model.dropout(),
        model.attentionDropout(),
        model.embeddingDropout());
  }

  private static TranslationConfig config(SruppSection model, int source, int target) {
    return new SruppTranslationConfig(
        source,
        target,
        model.embedding(),
        model.hidden(),
        model.projection(),
        model.encoderLayers(),
        model.decoderLayers(),
        attention(model, model.encoderLayers()),
        attention(model, model.decoderLayers()),
        model.heads(),
        model.encoderDirection() == EncoderDirection.BIDIRECTIONAL,
        norm(model.attentionNorm()),
        norm(model.layerNorm()),
        model.rescale(),
        model.highwayBias(),
        model.decoderInitialState() == InitialState.ENCODER
            ? DecoderStart.ENCODER
            : DecoderStart.ZEROS,
        model.dropout(),
        model.attentionDropout(),
        model.embeddingDropout());
  }

  private static Set<Integer> attention(SruppSection model, int layers) {
    Set<Integer> attention = new TreeSet<>();
    for (int layer = 1; layer <= layers; layer++) {
      if (model.hasAttention(layer)) {
        attention.add(layer);
      }
    }
    return attention;
  }

  private static Norm norm(ModelSection.Norm norm) {
    return switch (norm) {
      case NONE -> Norm.NONE;
      case PRE -> Norm.PRE;
      case POST -> Norm.POST;
    };
  }
}
