package org.srupp.recipes.config;

import java.util.HashSet;
import java.util.List;

/**
 * Sizes of a language model of SRU++ or SRU; a rate of 0 switches its dropout off.
 *
 * @param architecture the kind of layer
 * @param embedding width of the embeddings that enter the first layer; 0: {@code hidden}
 * @param hidden width d of a layer
 * @param projection width d' that a layer projects to; {@code sru} does not read it
 * @param layers how many layers
 * @param heads attention heads, which divide {@code projection}
 * @param attentionEvery k: the layers k, 2k, 3k ..., counted from 1, have attention
 * @param attentionLast the last n layers have attention; 0: by {@code attentionEvery}
 * @param attentionLayers the layers with attention, counted from 1; empty: by the other two
 * @param attentionNorm normalisation inside a layer, before or after its attention
 * @param layerNorm a second one of a whole layer, before or after its recurrence
 * @param dropout of embeddings, layers and output
 * @param attentionDropout of the attention weights
 * @param embeddingDropout inside adaptive embedding and softmax
 * @param highwayBias initial bias of the reset gate; negative lets a layer's input through at first
 * @param rescale whether the highway input is scaled so that variance is kept over layers
 * @param words first and last layer
 */
public record SruppLanguageSection(
    Architecture architecture,
    int embedding,
    int hidden,
    int projection,
    int layers,
    int heads,
    int attentionEvery,
    int attentionLast,
    List<Integer> attentionLayers,
    ModelSection.Norm attentionNorm,
    ModelSection.Norm layerNorm,
    double dropout,
    double attentionDropout,
    double embeddingDropout,
    double highwayBias,
    boolean rescale,
    WordsSection words)
    implements LanguageModelSection {

  public SruppLanguageSection {
    attentionLayers = List.copyOf(attentionLayers);
    Constraints constraints =
        new Constraints()
            .require(
                architecture != Architecture.TRANSFORMER_XL,
                "architecture must be srupp, projectedSru or sru, found "
                    + Choices.spell(architecture),
                "architecture")
            .atLeast("embedding", 0, embedding)
            .atLeast("hidden", 1, hidden)
            .require(
                architecture == Architecture.SRU || (projection >= 1 && projection <= hidden),
                "projection must be in [1, hidden = " + hidden + "], found " + projection,
                "projection",
                "hidden",
                "architecture")
            .atLeast("layers", 1, layers)
            .require(
                architecture != Architecture.SRUPP || (heads >= 1 && projection % heads == 0),
                "heads must divide projection = " + projection + ", found " + heads,
                "heads",
                "projection",
                "architecture")
            .rate("dropout", dropout)
            .rate("attentionDropout", attentionDropout)
            .rate("embeddingDropout", embeddingDropout)
            .require(
                Double.isFinite(highwayBias),
                "highwayBias must be finite, found " + highwayBias,
                "highwayBias");
    requireAttention(constraints, attentionEvery, attentionLast, attentionLayers, layers);
    constraints.check();
  }

  private static void requireAttention(
      Constraints constraints, int every, int last, List<Integer> listed, int layers) {
    int ways = (every == 1 ? 0 : 1) + (last == 0 ? 0 : 1) + (listed.isEmpty() ? 0 : 1);
    constraints
        .require(
            every >= 1 && every <= Math.max(1, layers),
            "attentionEvery must be in [1, layers = " + layers + "], found " + every,
            "attentionEvery",
            "layers")
        .require(
            last >= 0 && last <= layers,
            "attentionLast must be in [0, layers = " + layers + "], found " + last,
            "attentionLast",
            "layers")
        .require(
            listed.stream().allMatch(layer -> layer >= 1 && layer <= layers),
            "attentionLayers must lie in [1, " + layers + "], found " + listed,
            "attentionLayers",
            "layers")
        .require(
            new HashSet<>(listed).size() == listed.size(),
            "attentionLayers must name each layer once, found " + listed,
            "attentionLayers")
        .require(
            ways <= 1,
            "attentionLayers, attentionLast and attentionEvery exclude each other: give one of"
                + " them",
            "attentionLayers",
            "attentionLast",
            "attentionEvery");
  }

  @Override
  public List<Architecture> architectures() {
    return List.of(Architecture.SRUPP, Architecture.PROJECTED_SRU, Architecture.SRU);
  }

  @Override
  public boolean hasAttention(int layer) {
    if (architecture != Architecture.SRUPP) {
      return false;
    }
    if (!attentionLayers.isEmpty()) {
      return attentionLayers.contains(layer);
    }
    return attentionLast > 0 ? layer > layers - attentionLast : layer % attentionEvery == 0;
  }

  /** Width of the embeddings that enter the first layer. */
  public int inputs() {
    return embedding == 0 ? hidden : embedding;
  }
}
