package org.srupp.recipes.config;

import java.util.List;

/**
 * Sizes of the Transformer translator; a rate of 0 switches its dropout off.
 *
 * @param architecture {@code transformer}
 * @param hidden width of embeddings and layers
 * @param feedForward inner width of the feed-forward part of a layer
 * @param encoderLayers layers of the encoder
 * @param decoderLayers layers of the decoder
 * @param heads heads of every attention, which divide {@code hidden}
 * @param dropout behind each part of a layer, inside the feed-forward part and before the output
 * @param attentionDropout of the attention weights
 * @param embeddingDropout of the sum of embeddings and positions
 */
public record TransformerSection(
    Architecture architecture,
    int hidden,
    int feedForward,
    int encoderLayers,
    int decoderLayers,
    int heads,
    double dropout,
    double attentionDropout,
    double embeddingDropout)
    implements ModelSection {

  public TransformerSection {
    new Constraints()
        .require(
            architecture == Architecture.TRANSFORMER,
            "architecture must be transformer, found " + Choices.spell(architecture),
            "architecture")
        .atLeast("hidden", 1, hidden)
        .atLeast("feedForward", 1, feedForward)
        .atLeast("encoderLayers", 1, encoderLayers)
        .atLeast("decoderLayers", 1, decoderLayers)
        .require(
            heads >= 1 && hidden % heads == 0,
            "heads must divide hidden = " + hidden + ", found " + heads,
            "heads",
            "hidden")
        .rate("dropout", dropout)
        .rate("attentionDropout", attentionDropout)
        .rate("embeddingDropout", embeddingDropout)
        .check();
  }

  @Override
  public List<Architecture> architectures() {
    return List.of(Architecture.TRANSFORMER);
  }
}
