package org.srupp.encdec.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.srupp.encdec.layers.TransformerConfig;
import org.srupp.encdec.layers.WordConfig;

/**
 * A Transformer-XL language model (Dai et al. 2019), which Lei 2021 compares with in Table 1 and
 * Figures 1 and 5.
 *
 * @param vocabulary number of ids
 * @param hidden W, width of embeddings and layers
 * @param heads H of every attention
 * @param feedForward inner width of the feed-forward parts
 * @param layers number of layers
 * @param dropout on embeddings and distances, behind each sub-layer, inside the feed-forward parts
 *     and before the output
 * @param attentionDropout on attention weights
 * @param embeddingDropout inside an adaptive embedding and softmax, on short vectors
 * @param words both ends of the model
 */
public record TransformerXlConfig(
    int vocabulary,
    int hidden,
    int heads,
    int feedForward,
    int layers,
    double dropout,
    double attentionDropout,
    double embeddingDropout,
    WordConfig words)
    implements LanguageModelConfig {

  public TransformerXlConfig {
    List<String> wrong = new ArrayList<>();
    if (vocabulary < 1) {
      wrong.add("vocabulary must not be empty, found " + vocabulary);
    }
    if (!(embeddingDropout >= 0 && embeddingDropout < 1)) {
      wrong.add("embedding dropout must be in [0, 1), found " + embeddingDropout);
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
  }

  /** The layers between embedding and output. */
  public TransformerConfig stack() {
    return new TransformerConfig(
        hidden, heads, feedForward, layers, false, dropout, attentionDropout);
  }

  @Override
  public int inputs() {
    return hidden;
  }

  @Override
  public Set<Integer> attentionLayers() {
    return LanguageModelConfig.every(1, layers);
  }

  @Override
  public boolean carriesStates() {
    return false;
  }
}
