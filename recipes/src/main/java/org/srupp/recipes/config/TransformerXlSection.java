package org.srupp.recipes.config;

import java.util.List;

/**
 * Sizes of a Transformer-XL; a rate of 0 switches its dropout off.
 *
 * @param architecture {@code transformerXl}
 * @param hidden width of embeddings and layers
 * @param feedForward inner width of the feed-forward part of a layer
 * @param layers how many layers
 * @param heads attention heads, which divide {@code hidden}
 * @param dropout of embeddings and distances, behind each part of a layer, inside the feed-forward
 *     part and before the output
 * @param attentionDropout of the attention weights
 * @param embeddingDropout inside adaptive embedding and softmax
 * @param words first and last layer; plain ones share one matrix
 */
public record TransformerXlSection(
    Architecture architecture,
    int hidden,
    int feedForward,
    int layers,
    int heads,
    double dropout,
    double attentionDropout,
    double embeddingDropout,
    WordsSection words)
    implements LanguageModelSection {

  public TransformerXlSection {
    new Constraints()
        .require(
            architecture == Architecture.TRANSFORMER_XL,
            "architecture must be transformerXl, found " + Choices.spell(architecture),
            "architecture")
        .atLeast("hidden", 1, hidden)
        .atLeast("feedForward", 1, feedForward)
        .atLeast("layers", 1, layers)
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
    return List.of(Architecture.TRANSFORMER_XL);
  }

  @Override
  public boolean hasAttention(int layer) {
    return true;
  }
}
