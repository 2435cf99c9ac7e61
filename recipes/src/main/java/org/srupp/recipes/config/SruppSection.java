package org.srupp.recipes.config;

import java.util.HashSet;
import java.util.List;

/**
 * Sizes of the SRU++ translator; a rate of 0 switches its dropout off.
 *
 * @param architecture {@code srupp}
 * @param embedding width of the piece embeddings, and of the output layer that shares them
 * @param hidden width of a layer; two halves of it where the encoder is bidirectional
 * @param projection width d' that SRU++ projects to before attention
 * @param encoderLayers layers of the encoder
 * @param decoderLayers layers of the decoder
 * @param heads attention heads, which divide {@code projection}
 * @param encoderDirection how the encoder's recurrence runs
 * @param attentionEvery k: the layers k, 2k, 3k ... of both stacks, counted from 1, have attention
 * @param attentionLayers the layers with attention in both stacks, counted from 1; empty: by {@code
 *     attentionEvery}
 * @param layerNorm normalisation of a whole layer, before or after its recurrence
 * @param attentionNorm normalisation inside a layer, before or after its attention
 * @param dropout of the projected input and of the recurrence's output
 * @param attentionDropout of the attention weights
 * @param embeddingDropout of the embeddings
 * @param highwayBias initial bias of the reset gate; negative lets a layer's input through at first
 * @param rescale whether the highway input is scaled so that variance is kept over layers
 * @param decoderInitialState what the decoder's recurrences start from
 */
public record SruppSection(
    Architecture architecture,
    int embedding,
    int hidden,
    int projection,
    int encoderLayers,
    int decoderLayers,
    int heads,
    EncoderDirection encoderDirection,
    int attentionEvery,
    List<Integer> attentionLayers,
    Norm layerNorm,
    Norm attentionNorm,
    double dropout,
    double attentionDropout,
    double embeddingDropout,
    double highwayBias,
    boolean rescale,
    InitialState decoderInitialState)
    implements ModelSection {

  public SruppSection {
    attentionLayers = List.copyOf(attentionLayers);
    Constraints constraints =
        new Constraints()
            .require(
                architecture == Architecture.SRUPP,
                "architecture must be srupp, found " + Choices.spell(architecture),
                "architecture")
            .atLeast("embedding", 1, embedding)
            .atLeast("hidden", 1, hidden)
            .require(
                projection >= 1 && projection <= hidden,
                "projection must be in [1, hidden = " + hidden + "], found " + projection,
                "projection",
                "hidden")
            .atLeast("encoderLayers", 1, encoderLayers)
            .atLeast("decoderLayers", 1, decoderLayers)
            .require(
                heads >= 1 && projection % heads == 0,
                "heads must divide projection = " + projection + ", found " + heads,
                "heads",
                "projection")
            .require(
                encoderDirection == EncoderDirection.UNIDIRECTIONAL || hidden % 2 == 0,
                "hidden must be even when encoderDirection is bidirectional, found " + hidden,
                "hidden",
                "encoderDirection")
            .rate("dropout", dropout)
            .rate("attentionDropout", attentionDropout)
            .rate("embeddingDropout", embeddingDropout)
            .require(
                Double.isFinite(highwayBias),
                "highwayBias must be finite, found " + highwayBias,
                "highwayBias")
            .require(
                decoderInitialState == InitialState.ZEROS || encoderLayers == decoderLayers,
                "decoderInitialState encoder needs as many decoderLayers as encoderLayers, found "
                    + decoderLayers
                    + " and "
                    + encoderLayers,
                "decoderInitialState",
                "decoderLayers",
                "encoderLayers");
    requireAttention(constraints, attentionEvery, attentionLayers, encoderLayers, decoderLayers);
    constraints.check();
  }

  // A decoder without an attention layer would never see the source.
  private static void requireAttention(
      Constraints constraints,
      int every,
      List<Integer> layers,
      int encoderLayers,
      int decoderLayers) {
    int highest = Math.max(encoderLayers, decoderLayers);
    constraints
        .require(
            every >= 1 && every <= Math.max(1, decoderLayers),
            "attentionEvery must be in [1, decoderLayers = " + decoderLayers + "], found " + every,
            "attentionEvery",
            "decoderLayers")
        .require(
            layers.isEmpty() || every <= 1,
            "attentionLayers and attentionEvery exclude each other: leave attentionEvery at 1",
            "attentionLayers",
            "attentionEvery")
        .require(
            layers.stream().allMatch(layer -> layer >= 1 && layer <= highest),
            "attentionLayers must lie in [1, " + highest + "], found " + layers,
            "attentionLayers",
            "encoderLayers",
            "decoderLayers")
        .require(
            new HashSet<>(layers).size() == layers.size(),
            "attentionLayers must name each layer once, found " + layers,
            "attentionLayers")
        .require(
            layers.isEmpty() || layers.stream().anyMatch(layer -> layer <= decoderLayers),
            "attentionLayers must name a layer of the decoder, which has "
                + decoderLayers
                + ", found "
                + layers,
            "attentionLayers",
            "decoderLayers");
  }

  @Override
  public List<Architecture> architectures() {
    return List.of(Architecture.SRUPP);
  }

  /** Whether a layer, counted from 1, of either stack has attention. */
  public boolean hasAttention(int layer) {
    return attentionLayers.isEmpty()
        ? layer % attentionEvery == 0
        : attentionLayers.contains(layer);
  }
}
