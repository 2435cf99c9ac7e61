package org.srupp.encdec.layers;

import java.util.ArrayList;
import java.util.List;

/**
 * One layer: a transform that computes U, and the recurrence.
 *
 * @param inputs width of the input
 * @param units D, width of the output; both directions together
 * @param transform how U is computed
 * @param projection P, the inner size; unused by {@link TransformKind#LINEAR}
 * @param heads H, attention heads; P must be divisible by it
 * @param bidirectional whether the second half of the units runs backward in time
 * @param transformNorm normalisation inside the transform; the authors' stack always has {@link
 *     Norm#POST}
 * @param cellNorm normalisation of the whole layer; the authors' published models have {@link
 *     Norm#NONE}
 * @param rescale whether the skip input is scaled by sqrt(1 + 2 exp(highway bias))
 * @param highwayBias first value of the reset gate's bias
 * @param dropout on U's inner input and, with cellDropout, on the layer's output gate
 * @param cellDropout whether the recurrence has its mask; the last layer of a stack has none
 * @param attentionDropout on attention weights
 */
public record LayerConfig(
    int inputs,
    int units,
    TransformKind transform,
    int projection,
    int heads,
    boolean bidirectional,
    Norm transformNorm,
    Norm cellNorm,
    boolean rescale,
    double highwayBias,
    double dropout,
    boolean cellDropout,
    double attentionDropout) {

  public LayerConfig {
    List<String> wrong = new ArrayList<>();
    if (inputs < 1 || units < 1) {
      wrong.add("inputs and units must be positive, found " + inputs + " and " + units);
    }
    if (bidirectional && units % 2 != 0) {
      wrong.add("units must be even when bidirectional, found " + units);
    }
    if (transform != TransformKind.LINEAR && (projection < 1 || heads < 1)) {
      wrong.add("projection and heads must be positive, found " + projection + " and " + heads);
    } else if (transform == TransformKind.ATTENTION && projection % heads != 0) {
      wrong.add("projection " + projection + " must be divisible by heads " + heads);
    }
    if (!(dropout >= 0 && dropout < 1) || !(attentionDropout >= 0 && attentionDropout < 1)) {
      wrong.add("dropouts must be in [0, 1), found " + dropout + " and " + attentionDropout);
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
  }

  /** k: 3 where the input itself is the skip term, 4 where U brings one of the right width. */
  public int subMatrices() {
    return inputs == units ? 3 : 4;
  }

  /**
   * Factor on the skip input; 1 without rescaling and whenever k is 4 (the authors' code ignores it
   * there).
   */
  public double scale() {
    return rescale && subMatrices() == 3 ? (float) Math.sqrt(1 + 2 * Math.exp(highwayBias)) : 1;
  }
}
