package org.srupp.encdec.model;

import java.util.ArrayList;
import java.util.List;
import org.srupp.encdec.layers.TransformerConfig;

/**
 * The Transformer that SRU++ is compared with as a translator (Lei 2021, section 4.4 and Table 8;
 * Vaswani et al. 2017).
 *
 * @param sourceVocabulary source ids; 0 is padding
 * @param targetVocabulary target ids; 0 is padding
 * @param width of embeddings and layers
 * @param heads H of every attention
 * @param feedForward inner width of the feed-forward parts
 * @param encoderLayers number of layers
 * @param decoderLayers number of layers
 * @param dropout behind each sub-layer, inside the feed-forward parts and before the output
 * @param attentionDropout on attention weights
 * @param embeddingDropout on the sum of embeddings and positions
 */
public record TransformerTranslationConfig(
    int sourceVocabulary,
    int targetVocabulary,
    int width,
    int heads,
    int feedForward,
    int encoderLayers,
    int decoderLayers,
    double dropout,
    double attentionDropout,
    double embeddingDropout)
    implements TranslationConfig {

  public TransformerTranslationConfig {
    List<String> wrong = new ArrayList<>();
    if (sourceVocabulary < 1 || targetVocabulary < 1) {
      wrong.add(
          "vocabularies must not be empty, found " + sourceVocabulary + ", " + targetVocabulary);
    }
    if (!(embeddingDropout >= 0 && embeddingDropout < 1)) {
      wrong.add("embedding dropout must be in [0, 1), found " + embeddingDropout);
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
  }

  /** The encoder's layers. */
  public TransformerConfig encoder() {
    return stack(encoderLayers, false);
  }

  /** The decoder's layers. */
  public TransformerConfig decoder() {
    return stack(decoderLayers, true);
  }

  @Override
  public long stepFloats() {
    return 2L * width * decoderLayers;
  }

  /** Logits and the widest buffers. */
  @Override
  public long rowFloats() {
    return targetVocabulary + feedForward + 8L * width;
  }

  private TransformerConfig stack(int layers, boolean seesSource) {
    return new TransformerConfig(
        width, heads, feedForward, layers, seesSource, dropout, attentionDropout);
  }
}
