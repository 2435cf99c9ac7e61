package org.srupp.recipes.config;

/**
 * What one update of a language model sees.
 *
 * @param streams B, stretches of the text that are read side by side; all ranks' together
 * @param unroll M, tokens of a stream that are read at once; the layers see as many before them
 * @param accumulate chunks whose gradients make one update
 */
public record StreamsSection(int streams, int unroll, int accumulate) {
  public StreamsSection {
    new Constraints()
        .atLeast("streams", 1, streams)
        .atLeast("unroll", 1, unroll)
        .atLeast("accumulate", 1, accumulate)
        .require(
            (long) Math.max(1, streams) * Math.max(1, unroll) <= Integer.MAX_VALUE / 4,
            "streams times unroll must be at most "
                + Integer.MAX_VALUE / 4
                + ", found "
                + (long) streams * unroll,
            "streams",
            "unroll")
        .check();
  }
}
