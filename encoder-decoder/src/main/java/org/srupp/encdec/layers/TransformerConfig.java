package org.srupp.encdec.layers;

import java.util.ArrayList;
import java.util.List;

/**
 * A stack of Transformer layers with their normalisations behind the sub-layers (Vaswani et al.
 * 2017).
 *
 * @param width W, of the input and of every layer
 * @param heads H of every attention; W must be divisible by it
 * @param feedForward inner width of the part that is a step's own
 * @param layers number of layers
 * @param seesSource whether each layer has a second attention, to an encoder's output
 * @param dropout behind each sub-layer and inside the feed-forward part
 * @param attentionDropout on attention weights
 */
public record TransformerConfig(
    int width,
    int heads,
    int feedForward,
    int layers,
    boolean seesSource,
    double dropout,
    double attentionDropout) {

  public TransformerConfig {
    List<String> wrong = new ArrayList<>();
    if (width < 1 || feedForward < 1) {
      wrong.add("width and feedForward must be positive, found " + width + " and " + feedForward);
    }
    if (heads < 1 || width % heads != 0) {
      wrong.add("heads must divide width " + width + ", found " + heads);
    }
    if (layers < 1) {
      wrong.add("layers must be at least 1, found " + layers);
    }
    if (!(dropout >= 0 && dropout < 1) || !(attentionDropout >= 0 && attentionDropout < 1)) {
      wrong.add("dropouts must be in [0, 1), found " + dropout + " and " + attentionDropout);
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
  }
}
