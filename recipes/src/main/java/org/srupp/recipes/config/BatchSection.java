package org.srupp.recipes.config;

/**
 * What one update sees.
 *
 * @param kind how pairs are gathered
 * @param sentences pairs of a batch, kind {@code sentences}
 * @param maxTokens padded pieces of the longer side of a batch, kind {@code tokens}
 * @param microBatchTokens a larger batch is computed in length-sorted pieces of at most so many
 *     padded pieces, whose gradients are summed; 0: in one
 * @param accumulate batches whose gradients make one update
 */
public record BatchSection(
    Kind kind, int sentences, int maxTokens, int microBatchTokens, int accumulate) {

  /** So many random pairs, or pairs of like length up to a budget. */
  public enum Kind {
    SENTENCES,
    TOKENS
  }

  public BatchSection {
    new Constraints()
        .atLeast("sentences", 1, sentences)
        .atLeast("maxTokens", 1, maxTokens)
        .atLeast("microBatchTokens", 0, microBatchTokens)
        .atLeast("accumulate", 1, accumulate)
        .check();
  }
}
