package org.srupp.encdec.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.srupp.encdec.layers.LayerConfig;
import org.srupp.encdec.layers.Norm;
import org.srupp.encdec.layers.StackConfig;
import org.srupp.encdec.layers.TransformKind;
import org.srupp.encdec.layers.WordConfig;

/**
 * An SRU++ language model (Lei 2021, sections 3 and 4), or one of SRU without attention.
 *
 * @param vocabulary number of ids
 * @param inputs width of the embeddings; the paper's models have {@code hidden}
 * @param hidden D of every layer
 * @param transform ATTENTION for SRU++, PROJECTED for SRU with two matrices, LINEAR for plain SRU
 * @param projection P of every layer; unused by LINEAR
 * @param layers number of layers
 * @param attentionLayers layers with attention, counted from 1
 * @param heads H
 * @param attentionNorm normalisation inside the transforms
 * @param layerNorm normalisation of whole layers
 * @param rescale whether skip inputs are scaled
 * @param highwayBias first value of the reset gates' bias
 * @param dropout on embeddings, inside layers and before the output
 * @param attentionDropout on attention weights
 * @param embeddingDropout inside an adaptive embedding and softmax, on short vectors
 * @param words both ends of the model
 */
public record SruppLanguageConfig(
    int vocabulary,
    int inputs,
    int hidden,
    TransformKind transform,
    int projection,
    int layers,
    Set<Integer> attentionLayers,
    int heads,
    Norm attentionNorm,
    Norm layerNorm,
    boolean rescale,
    double highwayBias,
    double dropout,
    double attentionDropout,
    double embeddingDropout,
    WordConfig words)
    implements LanguageModelConfig {

  public SruppLanguageConfig {
    List<String> wrong = new ArrayList<>();
    if (vocabulary < 1) {
      wrong.add("vocabulary must not be empty, found " + vocabulary);
    }
    if (layers < 1) {
      wrong.add("layers must be at least 1, found " + layers);
    }
    if (!(embeddingDropout >= 0 && embeddingDropout < 1)) {
      wrong.add("embedding dropout must be in [0, 1), found " + embeddingDropout);
    }
    if (transform != TransformKind.ATTENTION && !attentionLayers.isEmpty()) {
      wrong.add("attention layers " + attentionLayers + " need the transform ATTENTION");
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
    attentionLayers = Set.copyOf(attentionLayers);
  }

  @Override
  public boolean carriesStates() {
    return true;
  }

  /** The layers between embedding and output. */
  public StackConfig stack() {
    LayerConfig layer =
        new LayerConfig(
            inputs,
            hidden,
            transform,
            projection,
            heads,
            false,
            attentionNorm,
            layerNorm,
            rescale,
            highwayBias,
            dropout,
            true,
            attentionDropout);
    return new StackConfig(inputs, layer, layers, attentionLayers, false);
  }
}
