package org.srupp.encdec.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.srupp.encdec.layers.LayerConfig;
import org.srupp.encdec.layers.Norm;
import org.srupp.encdec.layers.StackConfig;
import org.srupp.encdec.layers.TransformKind;

/**
 * An SRU++ encoder-decoder (Lei 2021, section 4.4 and Table 8).
 *
 * @param sourceVocabulary source ids
 * @param targetVocabulary target ids
 * @param embedding width of both embeddings
 * @param hidden D of every layer; a bidirectional encoder has half of it for each direction
 * @param projection P of every layer
 * @param encoderLayers number of layers
 * @param decoderLayers number of layers
 * @param encoderAttention layers with attention, counted from 1
 * @param decoderAttention layers with attention, which alone see the source
 * @param heads H
 * @param bidirectionalEncoder whether the encoder runs in both directions
 * @param attentionNorm normalisation inside the transforms
 * @param layerNorm normalisation of whole layers
 * @param rescale whether skip inputs are scaled
 * @param highwayBias first value of the reset gates' bias
 * @param decoderStart the decoder's first state
 * @param dropout inside layers and before the output
 * @param attentionDropout on attention weights
 * @param embeddingDropout on embeddings
 */
public record SruppTranslationConfig(
    int sourceVocabulary,
    int targetVocabulary,
    int embedding,
    int hidden,
    int projection,
    int encoderLayers,
    int decoderLayers,
    Set<Integer> encoderAttention,
    Set<Integer> decoderAttention,
    int heads,
    boolean bidirectionalEncoder,
    Norm attentionNorm,
    Norm layerNorm,
    boolean rescale,
    double highwayBias,
    DecoderStart decoderStart,
    double dropout,
    double attentionDropout,
    double embeddingDropout)
    implements TranslationConfig {

  public SruppTranslationConfig {
    List<String> wrong = new ArrayList<>();
    if (sourceVocabulary < 1 || targetVocabulary < 1) {
      wrong.add(
          "vocabularies must not be empty, found " + sourceVocabulary + ", " + targetVocabulary);
    }
    if (embedding < 1) {
      wrong.add("embedding must be positive, found " + embedding);
    }
    if (decoderAttention.isEmpty()) {
      wrong.add("a decoder without any attention layer never sees the source");
    }
    if (decoderStart == DecoderStart.ENCODER && encoderLayers != decoderLayers) {
      wrong.add(
          "a decoder that starts from the encoder's states needs as many layers, found "
              + encoderLayers
              + " and "
              + decoderLayers);
    }
    if (!(embeddingDropout >= 0 && embeddingDropout < 1)) {
      wrong.add("embedding dropout must be in [0, 1), found " + embeddingDropout);
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
    encoderAttention = Set.copyOf(encoderAttention);
    decoderAttention = Set.copyOf(decoderAttention);
  }

  /** The encoder's layers. */
  public StackConfig encoder() {
    return stack(bidirectionalEncoder, encoderLayers, encoderAttention);
  }

  /** The decoder's layers. */
  public StackConfig decoder() {
    return stack(false, decoderLayers, decoderAttention);
  }

  @Override
  public long stepFloats() {
    return 2L * projection * decoderAttention.size();
  }

  /** Logits, the states of all layers before and after a step, and the widest buffers. */
  @Override
  public long rowFloats() {
    return targetVocabulary + (2L * decoderLayers + 6) * hidden + 6L * projection + embedding;
  }

  private StackConfig stack(boolean bidirectional, int layers, Set<Integer> attention) {
    LayerConfig layer =
        new LayerConfig(
            hidden,
            hidden,
            TransformKind.ATTENTION,
            projection,
            heads,
            bidirectional,
            attentionNorm,
            layerNorm,
            rescale,
            highwayBias,
            dropout,
            true,
            attentionDropout);
    return new StackConfig(embedding, layer, layers, attention, true);
  }
}
