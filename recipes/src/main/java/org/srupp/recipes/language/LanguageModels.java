package org.srupp.recipes.language;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.google.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.srupp.encdec.layers.AdaptiveWordConfig;
import org.srupp.encdec.layers.InferenceKernels;
import org.srupp.encdec.layers.LayerKernels;
import org.srupp.encdec.layers.Norm;
import org.srupp.encdec.layers.PlainWordConfig;
import org.srupp.encdec.layers.TransformKind;
import org.srupp.encdec.layers.WordConfig;
import org.srupp.encdec.model.LanguageModel;
import org.srupp.encdec.model.LanguageModelConfig;
import org.srupp.encdec.model.LanguageModelKernels;
import org.srupp.encdec.model.SruppLanguageConfig;
import org.srupp.encdec.model.TransformerXlConfig;
import org.srupp.kernels.CrossEntropyKernel;
import org.srupp.kernels.MaskKernel;
import org.srupp.recipes.config.LanguageModelSection;
import org.srupp.recipes.config.ModelSection;
import org.srupp.recipes.config.SruppLanguageSection;
import org.srupp.recipes.config.TrainSection.Precision;
import org.srupp.recipes.config.TransformerXlSection;
import org.srupp.recipes.config.WordsSection;
import org.srupp.recipes.training.Precisions;
import org.srupp.seq2seq.autograd.ParameterSet;
import org.srupp.seq2seq.autograd.ParameterSpec;
import org.srupp.seq2seq.torch.DeviceMemory;

/** Builds the language model that a recipe describes. */
public final class LanguageModels {
  private final LanguageModelKernels kernels;
  private final DeviceMemory device;

  /**
   * @param layers and the next two work on the device's memory
   * @param inference one token at a time, on the processor
   * @param device where models are built
   */
  @Inject
  public LanguageModels(
      LayerKernels layers,
      CrossEntropyKernel crossEntropy,
      MaskKernel masks,
      InferenceKernels inference,
      DeviceMemory device) {
    this.device = device;
    kernels = new LanguageModelKernels(layers, crossEntropy, masks, inference);
  }

  /** Where models are built. */
  public DeviceMemory device() {
    return device;
  }

  /** The model's parameters, in the order of the model file, without making them. */
  public static List<ParameterSpec> specs(LanguageModelSection model, int vocabulary) {
    return LanguageModel.specs(config(model, vocabulary));
  }

  /**
   * Builds a model with first values.
   *
   * @param manager owns the parameters
   * @param vocabulary different tokens
   * @param seed of the first values
   */
  public LanguageModel build(
      NDManager manager, LanguageModelSection model, int vocabulary, long seed) {
    return build(manager, model, vocabulary, seed, Precision.FLOAT32);
  }

  /**
   * Builds a model with first values, for training.
   *
   * @param manager owns the parameters
   * @param vocabulary different tokens
   * @param seed of the first values
   * @param precision of training, resolved; parameters are float32 in each
   */
  public LanguageModel build(
      NDManager manager,
      LanguageModelSection model,
      int vocabulary,
      long seed,
      Precision precision) {
    LanguageModelConfig config = config(model, vocabulary);
    ParameterSet parameters =
        new ParameterSet(
            manager,
            LanguageModel.specs(config),
            DataType.FLOAT32,
            seed,
            device,
            Precisions.activations(precision, device));
    return new LanguageModel(config, parameters, kernels);
  }

  /** The recipe's section in the model's own words. */
  public static LanguageModelConfig config(LanguageModelSection model, int vocabulary) {
    return switch (model) {
      case SruppLanguageSection srupp -> config(srupp, vocabulary);
      case TransformerXlSection xl -> config(xl, vocabulary);
    };
  }

  /**
   * The same of a model whose checkpoints the authors of SRU++ have.
   *
   * @throws IllegalArgumentException if it is a Transformer-XL
   */
  public static SruppLanguageConfig ofAuthors(LanguageModelSection model, int vocabulary) {
    return switch (model) {
      case SruppLanguageSection srupp -> config(srupp, vocabulary);
      case TransformerXlSection xl ->
          throw new IllegalArgumentException(
              "the model is a Transformer-XL; only SRU++ and SRU are exchanged with the authors'"
                  + " checkpoints");
    };
  }

  private static TransformerXlConfig config(TransformerXlSection model, int vocabulary) {
    boolean plain = model.words().kind() == WordsSection.Kind.PLAIN;
    return new TransformerXlConfig(
        vocabulary,
        model.hidden(),
        model.heads(),
        model.feedForward(),
        model.layers(),
        model.dropout(),
        model.attentionDropout(),
        model.embeddingDropout(),
        plain ? new PlainWordConfig(true) : words(model.words()));
  }

  private static SruppLanguageConfig config(SruppLanguageSection model, int vocabulary) {
    return new SruppLanguageConfig(
        vocabulary,
        model.inputs(),
        model.hidden(),
        transform(model.architecture()),
        model.projection(),
        model.layers(),
        attention(model),
        model.heads(),
        norm(model.attentionNorm()),
        norm(model.layerNorm()),
        model.rescale(),
        model.highwayBias(),
        model.dropout(),
        model.attentionDropout(),
        model.embeddingDropout(),
        words(model.words()));
  }

  private static TransformKind transform(LanguageModelSection.Architecture architecture) {
    return switch (architecture) {
      case SRUPP -> TransformKind.ATTENTION;
      case PROJECTED_SRU -> TransformKind.PROJECTED;
      case SRU -> TransformKind.LINEAR;
      case TRANSFORMER_XL -> throw new IllegalStateException("its section refuses it");
    };
  }

  private static Set<Integer> attention(SruppLanguageSection model) {
    Set<Integer> attention = new TreeSet<>();
    for (int layer = 1; layer <= model.layers(); layer++) {
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

  private static WordConfig words(WordsSection words) {
    return words.kind() == WordsSection.Kind.PLAIN
        ? new PlainWordConfig()
        : new AdaptiveWordConfig(
            words.cutoffs(),
            words.size(),
            words.divisor(),
            words.tiedWeights(),
            words.tiedProjections());
  }
}
