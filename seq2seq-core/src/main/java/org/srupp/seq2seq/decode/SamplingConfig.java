package org.srupp.seq2seq.decode;

import java.util.ArrayList;
import java.util.List;

/**
 * What tokens are drawn from.
 *
 * @param temperature divides the logits: below 1 likely tokens become likelier; 0 always takes the
 *     likeliest
 * @param topK only so many of the likeliest tokens are drawn; 0 for all
 * @param topP of those, only the fewest of the likeliest that together have at least this share of
 *     the probability; 1 for all (Holtzman 2020, nucleus sampling)
 */
public record SamplingConfig(double temperature, int topK, double topP) {
  public SamplingConfig {
    List<String> wrong = new ArrayList<>();
    if (!(temperature >= 0 && temperature < Double.POSITIVE_INFINITY)) {
      wrong.add("temperature must be at least 0 and finite, found " + temperature);
    }
    if (topK < 0) {
      wrong.add("top-k must be at least 0, where 0 is all tokens, found " + topK);
    }
    if (!(topP > 0 && topP <= 1)) {
      wrong.add("top-p must be above 0 and at most 1, found " + topP);
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", wrong));
    }
  }
}
